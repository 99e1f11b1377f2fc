import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { type ListedPin, readPins } from './read-pins.ts'
import { mediaTypeOf, wordsOf } from './sent.ts'
import { boardStep, placeSchema, preparedSchema } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Clocks differ. */
const slack = { minutes: 2 }
/** A thousand pins made on one board since the post was prepared. */
const mostPages = 4

/** Is the pin on its board? Among those made since it was prepared it is known by its words, where it leads and what it shows. */
export async function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const { board, section } = placeSchema.parse(job.results[boardStep])
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).at).subtract(slack)
  const path = section === undefined ? `/boards/${board}/pins` : `/boards/${board}/sections/${section}/pins`
  const read = await readPins({ path, since, mostPages }, job.access, environment)
  // A refused read proves nothing.
  if (!read.ok) return read.trouble.kind === 'rejected' ? unclear(read.trouble.reason.code) : read
  const pins = await notTaken(read.value.pins, environment)
  const compared = pins.map((pin) => ({ pin, likeness: compare(pin, job) }))
  const same = compared.findLast(({ likeness }) => likeness === 'same')
  if (same) return { ok: true, value: { found: true, result: { id: same.pin.id } } }
  if (compared.some(({ likeness }) => likeness === 'similar')) return unclear('similar-pin')
  return read.value.complete ? { ok: true, value: { found: false } } : unclear('not-understood')
}

/** Without words there is nothing to know it by, and Pinterest may write an address otherwise than it was sent: then a person looks. */
function compare(pin: ListedPin, { content }: Delivery): 'same' | 'similar' | 'other' {
  const wanted = wordsOf(content)
  const isKind = pin.mediaType === '' || pin.mediaType === mediaTypeOf(content)
  const hasWords = plainWords(pin.title) === plainWords(wanted.title) && plainWords(pin.description) === plainWords(wanted.description)
  if (!isKind || !hasWords) return 'other'
  const isKnown = [wanted.title, wanted.description, wanted.link, wanted.alt].some((each) => each !== '')
  return isKnown && sameAddress(pin.link, wanted.link) && plainWords(pin.alt) === plainWords(wanted.alt) ? 'same' : 'similar'
}

function sameAddress(one: string, other: string): boolean {
  return one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
}

function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}
