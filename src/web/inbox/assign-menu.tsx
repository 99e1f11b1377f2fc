import { Menu } from '@mantine/core'
import { UserRound, UserX } from 'lucide-react'
import { useState } from 'react'

import { useMe } from '../frame/who.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ActionMenu, type ActionMenuProps } from './action-menu.tsx'
import { useColleagues } from './use-colleagues.ts'
import { useInboxText } from './use-inbox-text.ts'

/** From this many on, colleagues are looked for by name. */
const many = 8

/** Who is on it: oneself first, then everybody else. */
export function AssignMenu({ threads, work, opened, onOpened }: ActionMenuProps) {
  const words = useInboxText()
  const { memberId } = useMe()
  const { members, nameOf } = useColleagues()
  const [wanted, setWanted] = useState('')
  const [assigned, ...others] = new Set(threads.map(({ assigneeId }) => assigneeId))
  const present = others.length === 0 ? assigned : undefined
  const shown = members.filter(({ id, name }) => id !== memberId && name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
  return (
    <ActionMenu
      icon={UserRound}
      word={(present === undefined ? '' : nameOf(present)) || words.actions.assign}
      opened={opened}
      onOpened={onOpened}
    >
      {members.length > many && (
        <Menu.Search
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          placeholder={words.assign.search}
          aria-label={words.assign.search}
        />
      )}
      {wanted === '' && (
        <>
          <Menu.Item leftSection={<Avatar name={nameOf(memberId)} size={20} />} onClick={() => work.assign(threads, memberId)}>
            {words.assign.me}
          </Menu.Item>
          <Menu.Item leftSection={<UserX size={20} aria-hidden="true" />} onClick={() => work.assign(threads, null)}>
            {words.assign.nobody}
          </Menu.Item>
          {shown.length > 0 && <Menu.Divider />}
        </>
      )}
      {shown.map(({ id, name }) => (
        <Menu.Item key={id} leftSection={<Avatar name={name} size={20} />} onClick={() => work.assign(threads, id)}>
          {name}
        </Menu.Item>
      ))}
    </ActionMenu>
  )
}
