import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Plus, Tag } from 'lucide-react'
import { useState } from 'react'

import { useBrand } from '../frame/who.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { Tinted } from '../ui/tinted.tsx'
import { ActionMenu, type ActionMenuProps } from './action-menu.tsx'
import { useInboxText } from './use-inbox-text.ts'

/** From this many on, labels are looked for by name. */
const many = 8

/** The brand's labels; those that all of the threads have are ticked. */
export function LabelMenu({ threads, work, opened, onOpened }: ActionMenuProps) {
  const words = useInboxText()
  const { labels } = useBelongings(useBrand().id)
  const [wanted, setWanted] = useState('')
  const shown = labels.filter(({ name }) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
  return (
    <ActionMenu icon={Tag} word={words.actions.labels} opened={opened} onOpened={onOpened}>
      {labels.length > many && (
        <Menu.Search
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          placeholder={words.labelling.search}
          aria-label={words.labelling.search}
        />
      )}
      {labels.length === 0 && <Menu.Label>{words.labelling.none}</Menu.Label>}
      {shown.map((label) => (
        <Menu.CheckboxItem
          key={label.id}
          checked={threads.every(({ labelIds }) => labelIds.includes(label.id))}
          onChange={(on) => work.label(threads, label, on)}
        >
          <Tinted colour={label.colour} icon={Tag}>
            {label.name}
          </Tinted>
        </Menu.CheckboxItem>
      ))}
      {labels.length === 0 && (
        <Menu.Item component={Link} to="/settings/campaigns" leftSection={<Plus size={16} aria-hidden="true" />}>
          {words.labelling.toLabels}
        </Menu.Item>
      )}
    </ActionMenu>
  )
}
