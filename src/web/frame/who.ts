import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

import type { Me, OwnBrand, Permission } from '#contract/teams'

import { api } from '../api.ts'

/** Who is signed in; only below the frame, which loads it first. */
export function useMe(): Me {
  const me = useMeIfAny()
  if (!me) throw new Error('useMe is for screens inside the frame.')
  return me
}

/** The brand on screen: the one the address names, else the one chosen last, else the first. */
export function useBrand(): OwnBrand {
  const { brands } = useMe()
  const { brand: named } = useSearch({ strict: false })
  const [chosen] = useChosenBrand()
  const brand = brands.find(({ id }) => id === named) ?? brands.find(({ id }) => id === chosen) ?? brands[0]
  if (!brand) throw new Error('This person reaches no brand: the frame says so instead.')
  return brand
}

/** The brand that this browser shows of the workspace, remembered. */
export function useChosenBrand() {
  const { workspace } = useMe()
  return useLocalStorage({ key: `hearth.brand.${workspace.id}`, defaultValue: '', getInitialValueInEffect: false })
}

/** May this person do it, in the brand on screen? `useMay()('posts.write')` */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useBrand()
  return useCallback((permission) => permissions.includes(permission), [permissions])
}

/** For places that also stand outside the frame. Never asks by itself. */
export function useBrandIfAny(): OwnBrand | undefined {
  const { brands, workspace } = useMeIfAny() ?? {}
  const [chosen] = useLocalStorage({ key: `hearth.brand.${workspace?.id ?? ''}`, defaultValue: '', getInitialValueInEffect: false })
  return brands?.find(({ id }) => id === chosen) ?? brands?.[0]
}

function useMeIfAny(): Me | undefined {
  return useQuery({ ...api.teams.me.queryOptions(), enabled: false }).data
}
