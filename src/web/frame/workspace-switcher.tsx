import { Menu, UnstyledButton } from '@mantine/core'
import { ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { useText } from '../language/text-provider.tsx'
import { openWorkspace } from '../workspace.ts'
import { Mark } from './mark.tsx'
import { useOpenBrand } from './use-open-brand.ts'
import { useBrand, useMe } from './who.ts'

import styles from './workspace-switcher.module.css'

interface WorkspaceSwitcherProps {
  /** Beside the mark, where there is room. */
  name?: ReactNode
  /** Whether there is also room for the sign of a menu. */
  sign?: boolean
}

/** Where one is, and the way to the other brands of the workspace and the other workspaces of this person. */
export function WorkspaceSwitcher({ name: here, sign = false }: WorkspaceSwitcherProps) {
  const text = useText().frame
  const { workspace, workspaces, brands } = useMe()
  const brand = useBrand()
  const openBrand = useOpenBrand()
  const head = (
    <>
      <Mark />
      {here}
    </>
  )
  if (workspaces.length < 2 && brands.length < 2) return <div className={styles.head}>{head}</div>
  return (
    <Menu position="bottom-start" width={260} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton
          className={styles.head}
          data-menu=""
          aria-label={brands.length > 1 ? text.brandNow(brand.name, workspace.name) : text.workspaceNow(workspace.name)}
        >
          {head}
          {sign && <ChevronsUpDown size={14} className={styles.sign} aria-hidden="true" />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {brands.length > 1 && (
          <Menu.RadioGroup value={brand.id} onChange={openBrand}>
            <Menu.Label>{text.brands}</Menu.Label>
            {brands.map(({ id, name }) => (
              <Menu.RadioItem key={id} value={id}>
                {name}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        )}
        {workspaces.length > 1 && (
          <Menu.RadioGroup value={workspace.id} onChange={(id) => openWorkspace(id)}>
            <Menu.Label>{text.workspaces}</Menu.Label>
            {workspaces.map(({ id, name, demo }) => (
              <Menu.RadioItem key={id} value={id} rightSection={demo ? <span className={styles.demo}>{text.demo}</span> : undefined}>
                {name}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
