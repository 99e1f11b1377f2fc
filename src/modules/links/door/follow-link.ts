import { uuidv7 } from '#kit/ids'

import { withParameters } from '../address-contract.ts'
import { clickParameter } from '../click-parameter.ts'
import type { ClickLog } from '../clicks/click-log.ts'
import type { Click } from '../clicks/click.ts'
import { type Asking, asksNotToBeTracked, deviceOf, kindOfClick, referrerOf } from '../clicks/kind-of-click.ts'
import type { Repeats } from '../clicks/repeats.ts'
import type { Salts } from '../clicks/salts.ts'
import { visitorOf } from '../clicks/visitor-of.ts'
import type { Guesses } from './guesses.ts'
import type { KnownLink } from './known-link.ts'
import type { KnownLinks } from './known-links.ts'

export interface Visit extends Asking {
  /** Empty: the server's own address. */
  readonly host: string
  readonly code: string
  /** The visitor's address, which is hashed or forgotten. */
  readonly address: string
}

export type Answer = { readonly kind: 'redirect'; readonly to: string } | { readonly kind: NoWay }
export type NoWay = 'unknown' | 'gone' | 'too-many' | 'not-now'

export interface Following {
  readonly links: KnownLinks
  readonly clicks: ClickLog
  readonly salts: Salts
  readonly guesses: Guesses
  /** The click that a visitor's hash was last counted as. */
  readonly repeats: Repeats<Promise<string>>
  readonly now: () => Temporal.Instant
  readonly onWritten: () => void
  readonly onTrouble: (error: unknown, what: 'link' | 'click') => void
}

/** Where a visitor goes. The click is on the disk before the answer is given; the database is asked for links only that nobody followed lately. */
export async function followLink(door: Following, visit: Visit): Promise<Answer> {
  const now = door.now()
  const found = await look(door, visit, now)
  if (typeof found === 'string') return { kind: found }
  if (found.removed || (found.expiresAt ?? Infinity) <= now.epochMilliseconds) return { kind: 'gone' }
  const click = await noteClick(door, { visit, link: found, now })
  const { address, tellsClick } = found
  if (click.kind !== 'person' || !tellsClick) return { kind: 'redirect', to: address }
  return { kind: 'redirect', to: withParameters(new URL(address), [[clickParameter, click.id]]) }
}

async function look(door: Following, visit: Visit, now: Temporal.Instant): Promise<KnownLink | NoWay> {
  const { host, code, address } = visit
  if (!codePattern.test(code)) return 'unknown'
  for (const spelling of new Set([code, code.toLowerCase()])) {
    const place = { host, code: spelling }
    const isGuess = !door.links.knows(place)
    if (isGuess && door.guesses.tooMany(address, now.epochMilliseconds)) return 'too-many'
    try {
      const link = await door.links.find(place)
      if (link && (spelling === code || link.chosen)) return link
      if (isGuess) door.guesses.count(address, now.epochMilliseconds)
    } catch (error) {
      door.onTrouble(error, 'link')
      return 'not-now'
    }
  }
  return 'unknown'
}

const codePattern = /^[\w-]{1,60}$/

interface Noting {
  readonly visit: Visit
  readonly link: KnownLink
  readonly now: Temporal.Instant
}

/** Writes the click down, or finds the one that it repeats. */
async function noteClick(door: Following, noting: Noting): Promise<Pick<Click, 'id' | 'kind'>> {
  const kind = await kindOfClick(noting.visit)
  const visitor = kind === 'person' ? visitorAt(door, noting) : undefined
  const at = noting.now.epochMilliseconds
  const earlier = visitor && door.repeats.find(visitor, at)
  if (earlier) return { id: await earlier, kind }
  const written = write(door, noting, { kind, visitor })
  if (visitor) door.repeats.keep(visitor, written, at)
  return { id: await written, kind }
}

function visitorAt({ salts }: Following, { visit, link, now }: Noting): string | undefined {
  if (asksNotToBeTracked(visit)) return undefined
  const salt = salts.of(now.toString().slice(0, 10))
  return visitorOf(salt, { linkId: link.linkId, address: visit.address, agent: visit.header('user-agent') ?? '' })
}

/** A disk that takes no more loses a click, and no visitor. */
async function write(
  door: Following,
  { visit, link, now }: Noting,
  { kind, visitor }: { kind: Click['kind']; visitor: string | undefined },
): Promise<string> {
  const referrer = referrerOf(visit)
  const id = uuidv7(now)
  try {
    await door.clicks.append({
      id,
      workspace: link.workspaceId,
      link: link.linkId,
      at: now.epochMilliseconds,
      kind,
      ...(referrer ? { referrer } : {}),
      ...(kind === 'person' ? { device: deviceOf(visit) } : {}),
      ...(visitor ? { visitor } : {}),
    })
    door.onWritten()
  } catch (error) {
    door.onTrouble(error, 'click')
  }
  return id
}
