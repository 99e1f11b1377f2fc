import { Button } from '@mantine/core'
import { StickyNote } from 'lucide-react'
import { useMemo, useState } from 'react'

import type { Note, PostSummary } from '#contract/publishing'
import type { Campaign } from '#contract/strategy'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Tinted } from '../../ui/tinted.tsx'
import { daysOf, entriesOf } from './entries.ts'
import { PostList } from './post-list.tsx'
import { canBeChosen, type Modifiers, type Selection } from './selection.ts'
import type { Calendar } from './use-calendar.ts'

import styles from './day-list.module.css'

interface DayListProps {
  calendar: Calendar
  timeZone: string
  campaigns: ReadonlyMap<string, Campaign>
  selection: Selection
  onPost: (post: PostSummary, event: Modifiers) => void
  onNote: (note: Note) => void
}

/** More lines than this are drawn only when someone wants to see them. */
const atFirst = 200

/** The calendar as a list, day by day, each with its notes. */
export function DayList({ calendar, timeZone, campaigns, selection, onPost, onNote }: DayListProps) {
  const words = useText().calendar
  const format = useFormat('UTC')
  const [most, setMost] = useState(atFirst)
  const entries = useMemo(() => entriesOf(calendar.posts, calendar.native), [calendar.posts, calendar.native])
  const days = useMemo(() => daysOf(entries.slice(0, most), calendar.notes, timeZone), [entries, most, calendar.notes, timeZone])
  const left = entries.length - most
  return (
    <>
      {days.map(({ day, notes, entries: lines }) => (
        <section key={day} className={styles.day}>
          <h2>{format.date(`${day}T00:00:00Z`)}</h2>
          {notes.map((note) => (
            <button key={note.id} type="button" className={styles.note} onClick={() => onNote(note)}>
              <Tinted colour={note.colour} icon={StickyNote}>
                {note.text}
              </Tinted>
            </button>
          ))}
          <PostList
            entries={lines}
            timeZone={timeZone}
            campaigns={campaigns}
            {...(selection.on && { before: (post: PostSummary) => <Box post={post} selection={selection} /> })}
            onOpen={onPost}
          />
        </section>
      ))}
      {left > 0 && (
        <Button variant="default" onClick={() => setMost(most + atFirst)}>
          {words.showMore(left)}
        </Button>
      )}
    </>
  )
}

function Box({ post, selection }: { post: PostSummary; selection: Selection }) {
  const words = useText().calendar
  return (
    <input
      type="checkbox"
      className={styles.box}
      aria-label={words.choosePost(post.firstLine || words.noText)}
      disabled={!canBeChosen(post)}
      checked={selection.ids.has(post.id)}
      onChange={() => selection.toggle(post.id)}
    />
  )
}
