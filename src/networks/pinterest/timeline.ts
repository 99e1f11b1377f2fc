import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { type ListedPin, readPins } from './read-pins.ts'
import { pinUrl } from './session.ts'

export const timeline: Timeline = { recent }

const mostPages = 4

/** Pins of the account on whatever board; what it saved from others is none of its posts. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const query = { pin_filter: 'exclude_repins' }
  const read = await readPins({ path: '/pins', query, since, mostPages }, access, environment)
  if (!read.ok) return read
  const pins = read.value.pins.toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
  return { ok: true, value: pins.map((pin) => asPost(pin, access)) }
}

function asPost({ id, at, title, description, media }: ListedPin, access: AccountAccess): TimelinePost {
  return { externalId: id, url: pinUrl(access, id), text: description === '' ? title : description, media, publishedAt: at }
}
