import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

import { useChosenBrand } from './who.ts'

/** Shows another brand, from its first page on: what is open belongs to the one before. */
export function useOpenBrand(): (brandId: string) => void {
  const [, choose] = useChosenBrand()
  const navigate = useNavigate()
  return useCallback(
    (brandId) => {
      choose(brandId)
      void navigate({ to: '/' })
    },
    [choose, navigate],
  )
}
