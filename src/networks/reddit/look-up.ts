import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { unlessRefused } from '../unless-refused.ts'
import { isSame } from './community.ts'
import { communityOf, type Kind, kindOf, titleIn } from './kinds.ts'
import { fileOf, imageStep, preparedAt, standingBefore } from './steps.ts'
import { listSubmitted, type Submitted } from './submitted.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Clocks differ. */
const slack = { minutes: 2 }

/** The account's post with this title in this community since then, whichever way it went out. */
export async function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const found = await findPost(job, environment)
  if (!found.ok) return found
  if (found.value) return { ok: true, value: { found: true, result: found.value } }
  return mayBeInTheMaking(job, environment) ?? { ok: true, value: { found: false } }
}

/** As a result of the final step: its id is known by now. */
type FoundPost = { readonly name: string; readonly at: string }

/** The post, if the account's list shows it by now. */
export async function findPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<FoundPost | undefined>> {
  const listed = await listSubmitted(preparedAt(job).subtract(slack), { access: job.access, what: 'newest' }, environment)
  // A question that was refused says nothing of what is there.
  if (!listed.ok) return unlessRefused(listed.trouble)
  const before = standingBefore(job)
  const same = listed.value.posts.filter((post) => isOurs(post, job) && !before.has(post.name)).map(({ name }) => ({ id: name }))
  const post = (await notTaken(same, environment)).at(-1)
  if (post) return { ok: true, value: { name: post.id, at: environment.now().toString() } }
  if (listed.value.isWhole) return { ok: true, value: undefined }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'list-too-long' } } }
}

/** For so many seconds after its file was sent, a picture or a film that is not there yet is looked for again; then a person is asked. */
const making = { image: 120, video: 240 } as const

function mayBeInTheMaking(job: Delivery, { now }: NetworkEnvironment): Extract<Outcome<never>, { ok: false }> | undefined {
  const kind = kindOf(job.content)
  if (kind !== 'image' && kind !== 'video') return undefined
  const { at } = fileOf(job, kind === 'image' ? imageStep(1) : 'poster')
  if (now().since(Temporal.Instant.from(at)).total('seconds') > making[kind]) return undefined
  const until = now().add({ seconds: 5 })
  return { ok: false, trouble: { kind: 'slow-down', processing: true, until, reason: { code: 'being-processed' } } }
}

/** Before anything is sent: the account's posts that would be taken for this one. */
export async function readStanding(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<readonly string[]>> {
  const listed = await listSubmitted(preparedAt(job).subtract(slack), { access: job.access, what: 'all' }, environment)
  if (!listed.ok) return listed
  return { ok: true, value: listed.value.posts.filter((post) => isOurs(post, job)).map(({ name }) => name) }
}

/** By its title, its place and what it shows: its words may be written otherwise there. */
function isOurs(post: Submitted, { content }: Delivery): boolean {
  const { title, subreddit } = post
  return plainWords(title) === plainWords(titleIn(content)) && isSame(subreddit, communityOf(content)) && isKind(post, kindOf(content))
}

/** Pictures and links look alike until the network has looked at them. */
function isKind({ is_self: isSelf, is_gallery: isGallery, is_video: isVideo }: Submitted, kind: Kind): boolean {
  const told = isSelf ? 'self' : isGallery ? 'gallery' : isVideo ? 'video' : 'link'
  return told === ({ self: 'self', poll: 'self', gallery: 'gallery', video: 'video', link: 'link', image: 'link' } as const)[kind]
}
