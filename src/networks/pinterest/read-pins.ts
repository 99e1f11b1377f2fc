import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { pagesOf } from './pages.ts'
import { signedIn } from './session.ts'

const pinSchema = z.object({
  id: z.string(),
  created_at: z.string(),
  board_id: z.string().nullish(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  alt_text: z.string().nullish(),
  link: z.string().nullish(),
  media: z.object({ media_type: z.string().nullish(), items: z.array(z.unknown()).nullish() }).nullish(),
})

export interface ListedPin {
  readonly id: string
  readonly at: Temporal.Instant
  readonly title: string
  readonly description: string
  readonly alt: string
  readonly link: string
  /** As Pinterest names it; empty where it does not tell. */
  readonly mediaType: string
  readonly media: number
}

interface Wanted {
  /** `/pins`, or the pins of a board or of its section. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly since: Temporal.Instant
  readonly mostPages: number
}

/** Pins made since then. The order of the list is not documented: only where it runs from new to old is the rest left unread. */
export async function readPins(
  { path, query = {}, since, mostPages }: Wanted,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly pins: readonly ListedPin[]; readonly complete: boolean }>> {
  const isOld = (pin: z.infer<typeof pinSchema>) => Temporal.Instant.compare(instantOf(pin), since) < 0
  const isEnough = (pins: readonly z.infer<typeof pinSchema>[]) => {
    const last = pins.at(-1)
    return last !== undefined && isOld(last) && isNewestFirst(pins.map(instantOf))
  }
  const call = { ...signedIn(access), path, query, item: pinSchema, mostPages, missing: 'board-gone', isEnough }
  const read = await pagesOf(call, environment)
  if (!read.ok) return read
  const { items, complete } = read.value
  return { ok: true, value: { pins: items.filter((pin) => !isOld(pin)).map(asListed), complete } }
}

function isNewestFirst(instants: readonly Temporal.Instant[]): boolean {
  return instants.every((each, index) => {
    const before = instants[index - 1]
    return before === undefined || Temporal.Instant.compare(before, each) >= 0
  })
}

/** Pinterest writes UTC and sometimes does not say so: `2022-10-13T01:40:29` (github.com/pinterest/api-quickstart/issues/78). */
function instantOf({ created_at: at }: Pick<z.infer<typeof pinSchema>, 'created_at'>): Temporal.Instant {
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(at)
  return Temporal.Instant.fromEpochMilliseconds(Date.parse(isZoned ? at : `${at}Z`))
}

function asListed(pin: z.infer<typeof pinSchema>): ListedPin {
  const { id, title, description, alt_text: alt, link, media } = pin
  return {
    id,
    at: instantOf(pin),
    title: title ?? '',
    description: description ?? '',
    alt: alt ?? '',
    link: link ?? '',
    mediaType: media?.media_type ?? '',
    media: Math.max(1, media?.items?.length ?? 1),
  }
}
