import type { EventInput } from '@fullcalendar/react'

import type { FreeSlot, NativePost, Note, PostSummary } from '#contract/publishing'

import { localOf, type Occurrence } from '../time/wall-clock.ts'
import { placePost } from './place-posts.ts'

/** What a card of the grid is about. */
export type CardData =
  | { readonly kind: 'post'; readonly post: PostSummary; readonly occurrence?: Occurrence | undefined }
  | { readonly kind: 'native'; readonly native: NativePost }
  | { readonly kind: 'note'; readonly note: Note }

interface World {
  readonly timeZone: string
  readonly mayMove: boolean
  readonly mayWrite: boolean
}

/** Our posts at their time, in the grid's own clock (see place-posts.ts). */
export function postEvents(posts: readonly PostSummary[], { timeZone, mayMove }: World): EventInput[] {
  return posts.flatMap((post) => {
    const card = placePost(post, timeZone, mayMove)
    if (card === undefined) return []
    const data: CardData = { kind: 'post', post, occurrence: card.occurrence }
    return {
      id: card.id,
      start: card.start,
      end: endOf(card.start),
      title: post.firstLine,
      editable: card.editable,
      extendedProps: { data },
    }
  })
}

/** What was published elsewhere, as links to where it stands. */
export function nativeEvents(posts: readonly NativePost[], { timeZone }: World): EventInput[] {
  return posts.map((native) => {
    const data: CardData = { kind: 'native', native }
    const start = `${localOf(native.publishedAt, timeZone)}:00Z`
    return {
      id: `${native.accountId} ${native.externalId}`,
      start,
      end: endOf(start),
      title: native.firstLine,
      url: native.url,
      extendedProps: { data },
    }
  })
}

/** Notes fill their whole day and can be dragged to another. */
export function noteEvents(notes: readonly Note[], { mayWrite }: World): EventInput[] {
  return notes.map((note) => {
    const data: CardData = { kind: 'note', note }
    return { id: note.id, start: note.day, allDay: true, title: note.text, editable: mayWrite, extendedProps: { data } }
  })
}

/** Weekly times that nobody has taken, faint behind the cards: a click there writes a post for that time. */
export function freeEvents(slots: readonly FreeSlot[]): EventInput[] {
  return slots.map(({ at, local }) => ({ id: `free ${at}`, start: `${local}:00Z`, end: halfAnHourAfter(local), display: 'background' }))
}

function halfAnHourAfter(local: string): string {
  return `${Temporal.PlainDateTime.from(local).add({ minutes: 30 }).toString({ smallestUnit: 'minute' })}:00Z`
}

/** An hour is room enough for a card; none reaches into the next day. */
function endOf(start: string): string {
  const [day, hour] = [start.slice(0, 10), Number(start.slice(11, 13))]
  return hour === 23
    ? `${Temporal.PlainDate.from(day).add({ days: 1 }).toString()}T00:00:00Z`
    : `${day}T${String(hour + 1).padStart(2, '0')}${start.slice(13)}`
}

/** How many posts of each day are not here, for days that have some. */
export function leftOut(counts: ReadonlyMap<string, number>, events: readonly EventInput[]): ReadonlyMap<string, number> {
  const here = Map.groupBy(events, ({ start }) => String(start).slice(0, 10))
  return new Map([...counts].map(([day, count]) => [day, count - (here.get(day)?.length ?? 0)] as const).filter(([, left]) => left > 0))
}

/** What was put into an event comes back untyped; only what was put there is taken out. */
export function dataOf(event: { readonly extendedProps: Readonly<Record<string, unknown>> }): CardData | undefined {
  const { data }: { data?: CardData } = event.extendedProps
  return data
}
