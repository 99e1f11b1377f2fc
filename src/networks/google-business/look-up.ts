import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { kindIn, textIn } from './choices.ts'
import { idOf, type LocalPost, topicTypes } from './local-post.ts'
import { readPosts } from './read-posts.ts'
import { preparedSchema, sameBefore } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Google's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

/** What stands there already with the same words, so that it is never taken for the post that is to come. */
export async function noteSame(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readPosts({ since: sinceFor(job), pageSize: 50 }, job.access, environment)
  return read.ok ? { ok: true, value: { same: read.value.posts.filter((post) => isSame(post, job)).map(idOf) } } : read
}

function sinceFor({ prepared }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at).subtract(clockSkew)
}

/** Is there a post of this kind with these words that is new, and that no other delivery made? One that Google rejected is seen by nobody and counts as not there. */
export async function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const read = await readPosts({ since: sinceFor(job) }, job.access, environment)
  if (!read.ok) return { ok: false, trouble: unlessRefused(read.trouble) }
  const before = new Set(sameBefore(job))
  const same = read.value.posts
    .filter((post) => post.state !== 'REJECTED' && isSame(post, job))
    .map((post) => ({ ...post, id: idOf(post) }))
    .filter(({ id }) => !before.has(id))
  const ours = (await notTaken(same, environment)).at(-1)
  if (ours) {
    const url = ours.searchUrl ? { url: ours.searchUrl } : {}
    return { ok: true, value: { found: true, result: { name: ours.name, at: environment.now().toString(), ...url } } }
  }
  if (read.value.isWhole) return { ok: true, value: { found: false } }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'state-unknown' } } }
}

function isSame({ topicType, summary, event, media }: LocalPost, { content }: Delivery): boolean {
  const { settings, parts } = content
  const [part = { text: '', media: [] }] = parts
  return (
    topicType === topicTypes[kindIn(settings)] &&
    plainWords(summary) === plainWords(part.text) &&
    plainWords(event?.title ?? '') === (topicType === 'STANDARD' ? '' : plainWords(textIn(settings, 'event_title'))) &&
    media.length === Math.min(part.media.length, 1)
  )
}

/** A question that was refused proves nothing. */
function unlessRefused(trouble: Trouble): Trouble {
  return trouble.kind === 'rejected' ? { kind: 'unavailable', reason: { ...trouble.reason, code: 'state-unknown' } } : trouble
}
