import { Button, Menu } from '@mantine/core'
import { ChevronDown, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import type { ThreadSummary } from '#contract/inbox'

import type { ThreadWork } from './use-thread-work.ts'

/** What every menu of actions is given. */
export interface ActionMenuProps {
  threads: readonly ThreadSummary[]
  work: ThreadWork
  opened: boolean
  onOpened: (opened: boolean) => void
}

interface Face extends Pick<ActionMenuProps, 'opened' | 'onOpened'> {
  icon: LucideIcon
  word: string
  children: ReactNode
}

/** A button that opens its choices, by click or by key. */
export function ActionMenu({ icon: Icon, word, opened, onOpened, children }: Face) {
  return (
    <Menu opened={opened} onChange={onOpened} position="bottom-start" width={260} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon size={14} aria-hidden="true" />}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
        >
          {word}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="50vh" style={{ overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
