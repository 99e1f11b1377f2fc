import { ActionIcon, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { CirclePause, CircleStop, Ellipsis, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'

import type { KeptPost } from '#contract/publishing'

import { api } from '../../api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useEvergreenText } from './use-evergreen-text.ts'
import { useTakeOff } from './use-take-off.tsx'

const icon = { size: 16, 'aria-hidden': true } as const

type Asked = 'paused' | 'ended' | 'removed'

/** Change, pause, end, keep no longer; what stops it asks first. */
export function KeptActions({ kept, onEdit }: { kept: KeptPost; onEdit: () => void }) {
  const words = useEvergreenText().kept
  const [asked, setAsked] = useState<Asked>()
  const change = useMutation(api.publishing.changeKept.mutationOptions(useOutcome({ changed: 'posts', says: words.changed })))
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label={words.more(kept.firstLine || words.noText)}>
            <Ellipsis {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil {...icon} />} onClick={onEdit}>
            {words.edit}
          </Menu.Item>
          {mayTakeTurnsAgain(kept) && (
            <Menu.Item leftSection={<Play {...icon} />} onClick={() => change.mutate({ keptId: kept.id, state: 'active' })}>
              {words.resume}
            </Menu.Item>
          )}
          {kept.state === 'active' && (
            <Menu.Item leftSection={<CirclePause {...icon} />} onClick={() => setAsked('paused')}>
              {words.pause}
            </Menu.Item>
          )}
          {kept.state !== 'ended' && (
            <Menu.Item leftSection={<CircleStop {...icon} />} onClick={() => setAsked('ended')}>
              {words.end}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Trash2 {...icon} />} onClick={() => setAsked('removed')}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked !== undefined && <Stopping kept={kept} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

/** One that its own count or day ended needs another end first. */
function mayTakeTurnsAgain({ state, endedBy }: KeptPost): boolean {
  return state === 'paused' || endedBy === 'person'
}

function Stopping({ kept, asked, onClose }: { kept: KeptPost; asked: Asked; onClose: () => void }) {
  const words = useEvergreenText().kept
  const takeOff = useTakeOff(asked === 'removed' || kept.nextAt === undefined ? 0 : 1)
  const change = useMutation(api.publishing.changeKept.mutationOptions(useOutcome({ changed: 'posts', says: words.changed })))
  const remove = useMutation(api.publishing.removeKept.mutationOptions(useOutcome({ changed: 'posts', says: words.removed })))
  const { id: keptId } = kept
  const said = {
    paused: { question: words.askPause, hint: words.pauseHint, confirm: words.pause },
    ended: { question: words.askEnd, hint: words.endHint, confirm: words.end },
    removed: { question: words.askRemove, hint: words.removeHint, confirm: words.remove },
  }[asked]
  const act = () =>
    asked === 'removed' ? remove.mutateAsync({ keptId }) : change.mutateAsync({ keptId, state: asked, takeOff: takeOff.wanted })
  return (
    <ConfirmDialog
      opened
      question={said.question}
      explanation={
        <>
          {said.hint}
          {takeOff.choice}
        </>
      }
      confirm={said.confirm}
      onConfirm={() => act().catch(() => undefined)}
      onClose={onClose}
    />
  )
}
