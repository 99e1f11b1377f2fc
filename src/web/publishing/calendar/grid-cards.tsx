import type { EventDisplayInfo } from '@fullcalendar/react'
import { StickyNote } from 'lucide-react'
import { memo } from 'react'

import { Tinted } from '../../ui/tinted.tsx'
import { dataOf } from './calendar-events.ts'
import { NativeCard } from './native-card.tsx'
import { PostCard } from './post-card.tsx'

import styles from './grid-cards.module.css'

export function fullCard({ event }: EventDisplayInfo) {
  return <Card event={event} slim={false} />
}

export function slimCard({ event }: EventDisplayInfo) {
  return <Card event={event} slim />
}

/** Whatever stands on the grid. Drawn again only when it changed: a month has hundreds. */
const Card = memo(function Card({ event, slim }: { event: EventDisplayInfo['event']; slim: boolean }) {
  const data = dataOf(event)
  if (data?.kind === 'post') {
    return <PostCard post={data.post} occurrence={data.occurrence} slim={slim} />
  }
  if (data?.kind === 'native') return <NativeCard native={data.native} slim={slim} />
  if (data?.kind === 'note') {
    return (
      <div className={styles.note}>
        <Tinted colour={data.note.colour} icon={StickyNote}>
          {data.note.text}
        </Tinted>
      </div>
    )
  }
  return null
})
