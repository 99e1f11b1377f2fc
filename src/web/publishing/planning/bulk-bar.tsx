import { Button, Group } from '@mantine/core'
import { CalendarClock, CalendarX } from 'lucide-react'
import { useState } from 'react'

import type { PostSummary } from '#contract/publishing'

import { useMay } from '../../frame/who.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { canBeChosen, type Selection } from '../calendar/selection.ts'
import { BulkResults } from './bulk-results.tsx'
import { MoveManyDialog } from './move-many-dialog.tsx'
import { useBulk, type Refused } from './use-bulk.ts'
import { usePlanningText } from './use-planning-text.ts'

import styles from './bulk-bar.module.css'

/** What can be done with the chosen posts, at the foot of the calendar while posts are being chosen. */
export function BulkBar({ shown, selection }: { shown: readonly PostSummary[]; selection: Selection }) {
  const words = usePlanningText().bulk
  const may = useMay()
  const [moving, setMoving] = useState(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const bulk = useBulk((left) => {
    setMoving(false)
    setRefused(left)
    if (left.length === 0) selection.stop()
    else selection.choose(left.map(({ post }) => post.id))
  })
  const posts = shown.filter(({ id }) => selection.ids.has(id))
  const none = posts.length === 0
  return (
    <section className={styles.bar} aria-label={words.chosen(posts.length)}>
      <strong aria-live="polite">{words.chosen(posts.length)}</strong>
      <p className={styles.hint}>{words.hint}</p>
      <Group gap="xs" ml="auto">
        <Button variant="default" onClick={() => selection.choose(shown.filter(canBeChosen).map(({ id }) => id))}>
          {words.all}
        </Button>
        {may('posts.publish') && (
          <>
            <Button disabled={none} leftSection={<CalendarClock size={16} aria-hidden="true" />} onClick={() => setMoving(true)}>
              {words.move}
            </Button>
            <Button
              variant="default"
              disabled={none}
              loading={bulk.working}
              leftSection={<CalendarX size={16} aria-hidden="true" />}
              onClick={() => void bulk.unschedule(posts)}
            >
              {words.unschedule}
            </Button>
          </>
        )}
        <ConfirmButton
          disabled={none}
          question={words.removeAsk(posts.length)}
          explanation={words.removeHint}
          confirm={words.remove}
          onConfirm={() => bulk.remove(posts)}
        >
          {words.remove}
        </ConfirmButton>
        <Button variant="default" onClick={selection.stop}>
          {words.done}
        </Button>
      </Group>
      {moving && <MoveManyDialog posts={posts} bulk={bulk} onClose={() => setMoving(false)} />}
      {refused.length > 0 && <BulkResults refused={refused} onClose={() => setRefused([])} />}
    </section>
  )
}
