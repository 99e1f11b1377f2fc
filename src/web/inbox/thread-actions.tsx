import { Button, Group, Tooltip } from '@mantine/core'
import { Check, Flame, RotateCcw } from 'lucide-react'

import type { ThreadSummary } from '#contract/inbox'

import { useMay } from '../frame/who.ts'
import { AssignMenu } from './assign-menu.tsx'
import { LabelMenu } from './label-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { useInboxText } from './use-inbox-text.ts'
import type { ThreadWork } from './use-thread-work.ts'

/** The menu that is open. */
export type Asking = 'assign' | 'snooze' | 'labels'

interface ThreadActionsProps {
  threads: readonly ThreadSummary[]
  work: ThreadWork
  asking: Asking | undefined
  onAsking: (asking: Asking | undefined) => void
}

/** What can be done with one thread, or with several at once. */
export function ThreadActions({ threads, work, asking, onAsking }: ThreadActionsProps) {
  const words = useInboxText().actions
  const may = useMay()
  if (!may('inbox.work')) return null
  const isDone = threads.every(({ state }) => state === 'done')
  const isUrgent = threads.every(({ urgent }) => urgent)
  const menu = (name: Asking) => ({
    threads,
    work,
    opened: asking === name,
    onOpened: (opened: boolean) => onAsking(opened ? name : undefined),
  })
  const urgency = isUrgent ? words.unmarkUrgent : words.markUrgent
  return (
    <Group gap={8} role="group" aria-label={words.title}>
      {isDone ? (
        <Button size="xs" variant="default" leftSection={<RotateCcw size={14} aria-hidden="true" />} onClick={() => work.reopen(threads)}>
          {words.reopen}
        </Button>
      ) : (
        <Button size="xs" variant="default" leftSection={<Check size={14} aria-hidden="true" />} onClick={() => work.finish(threads)}>
          {words.done}
        </Button>
      )}
      <SnoozeMenu {...menu('snooze')} />
      <AssignMenu {...menu('assign')} />
      <LabelMenu {...menu('labels')} />
      <Tooltip label={urgency}>
        <Button
          size="xs"
          variant={isUrgent ? 'light' : 'default'}
          color={isUrgent ? 'red' : 'gray'}
          aria-pressed={isUrgent}
          leftSection={<Flame size={14} aria-hidden="true" />}
          onClick={() => work.mark(threads, !isUrgent)}
        >
          {words.urgent}
        </Button>
      </Tooltip>
    </Group>
  )
}
