import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'

import type { PostSummary } from '#contract/publishing'

import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { shiftPlan, type Shift } from './shift-plan.ts'
import type { Bulk } from './use-bulk.ts'
import { usePlanningText } from './use-planning-text.ts'

import styles from './move-many-dialog.module.css'

interface MoveManyDialogProps {
  posts: readonly PostSummary[]
  bulk: Bulk
  onClose: () => void
}

/** By how much, and what that means for the first of them. */
export function MoveManyDialog({ posts, bulk, onClose }: MoveManyDialogProps) {
  const words = usePlanningText().bulk
  const { cancel, close } = useText().ui
  const [shift, setShift] = useState<Shift>({ days: 7, hours: 0 })
  const [now] = useState(() => Temporal.Now.instant())
  const { timeZone } = useBrand()
  const shifted = posts.map((post) => ({ post, to: shiftPlan(post, shift, { timeZone, now }) }))
  const stays = shift.days === 0 && shift.hours === 0
  const moving = stays ? 0 : shifted.filter(({ to }) => to.kind === 'moves').length
  return (
    <Modal opened onClose={onClose} title={words.moveTitle(posts.length)} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <Group grow align="flex-start">
          <NumberInput
            label={words.days}
            description={words.daysHint}
            min={-366}
            max={366}
            allowDecimal={false}
            data-autofocus
            value={shift.days}
            onChange={(days) => setShift({ ...shift, days: Number(days) || 0 })}
          />
          <NumberInput
            label={words.hours}
            description={words.daysHint}
            min={-23}
            max={23}
            allowDecimal={false}
            value={shift.hours}
            onChange={(hours) => setShift({ ...shift, hours: Number(hours) || 0 })}
          />
        </Group>
        {moving === 0 ? <p className={styles.quiet}>{words.nothing}</p> : <Preview shifted={shifted} />}
        <Left shifted={shifted} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
          <Button disabled={moving === 0} loading={bulk.working} onClick={() => void bulk.move(posts, shift)}>
            {words.doMove(moving)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type ShiftedPosts = readonly { readonly post: PostSummary; readonly to: ReturnType<typeof shiftPlan> }[]

const previewed = 3

function Preview({ shifted }: { shifted: ShiftedPosts }) {
  const words = usePlanningText().bulk
  const format = useFormat(useBrand().timeZone)
  const moves = shifted.flatMap(({ post, to }) =>
    to.kind === 'moves' && post.planned ? { id: post.id, line: post.firstLine, from: post.planned.at, to: to.at } : [],
  )
  return (
    <div>
      <h3 className={styles.heading}>{words.preview}</h3>
      <ul className={styles.list}>
        {moves.slice(0, previewed).map(({ id, line, from, to }) => (
          <li key={id}>
            <span className={styles.line}>{line || words.noText}</span>
            <span className={styles.quiet}>{words.from(format.dateTime(from), format.dateTime(to))}</span>
          </li>
        ))}
      </ul>
      {moves.length > previewed && <p className={styles.quiet}>{words.further(moves.length - previewed)}</p>}
    </div>
  )
}

function Left({ shifted }: { shifted: ShiftedPosts }) {
  const words = usePlanningText().bulk
  const count = (kind: 'past' | 'unplanned') => shifted.filter(({ to }) => to.kind === kind).length
  return (
    <>
      {count('past') > 0 && <p className={styles.quiet}>{words.past(count('past'))}</p>}
      {count('unplanned') > 0 && <p className={styles.quiet}>{words.unplanned(count('unplanned'))}</p>}
    </>
  )
}
