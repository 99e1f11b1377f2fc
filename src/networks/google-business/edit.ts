import type { Json } from '#kit/json'

import { imagesOf } from '../media.ts'
import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason, Settled, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { actionIn, kindIn } from './choices.ts'
import { localPostSchema, writtenPost } from './local-post.ts'
import { nextLook, readReviewed } from './reviewed.ts'
import { signedIn } from './session.ts'
import { madeOf, withMade } from './steps.ts'

/** Words, button, time and offer can be changed; the kind cannot, and another photo is another post. Google then looks at it anew, whatever its answer says. */
export const edit = { refuses, apply, settle } satisfies Edit

function refuses({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  if (kindIn(job.content.settings) !== kindIn(after.settings)) return { code: 'edit-kind' }
  return photosOf(job.content) === photosOf(after) ? undefined : { code: 'edit-photo' }
}

function photosOf({ parts }: PostContent): string {
  return JSON.stringify(imagesOf(parts[0] ?? { media: [] }).map(({ mediaId, focus }) => [mediaId, focus]))
}

/** Fields that the mask names and the body leaves out are emptied, such as a button that was taken off. */
async function apply(
  { job, after }: { readonly job: Delivery; readonly after: PostContent },
  environment: NetworkEnvironment,
): Promise<Outcome<Readonly<Record<string, Json>>>> {
  const made = madeOf(job)
  const { topicType: _, ...json } = writtenPost(after)
  const query = { updateMask: maskFor(job.content, after).join(',') }
  const { place: __, ...to } = signedIn(job.access)
  const call = { ...to, method: 'PATCH', path: `/v4/${made.name}`, query, send: { json }, final: true, answer: localPostSchema } as const
  const changed = await ask(call, environment)
  if (!changed.ok) return { ok: false, trouble: ofCorrection(changed.trouble) }
  return { ok: true, value: withMade({ ...made, ...(changed.value.searchUrl ? { url: changed.value.searchUrl } : {}) }) }
}

function maskFor(before: PostContent, { settings }: PostContent): readonly string[] {
  const kind = kindIn(settings)
  const buttons = actionIn(settings) !== 'none' || actionIn(before.settings) !== 'none'
  return [
    'summary',
    'languageCode',
    ...(buttons ? ['callToAction'] : []),
    ...(kind === 'update' ? [] : ['event']),
    ...(kind === 'offer' ? ['offer'] : []),
  ]
}

/** What is said of a post whose answer was lost does not hold for one that stands there. */
function ofCorrection(trouble: Trouble): Trouble {
  return trouble.kind === 'unknown-outcome' ? { ...trouble, reason: { ...trouble.reason, code: 'edit-unclear' } } : trouble
}

/** Only `LIVE` and `REJECTED` say what came of it. A rejected post stays where it is: nobody sees it, and it can be corrected again. */
async function settle(
  { job, since }: { readonly job: Delivery; readonly since: Temporal.Instant },
  environment: NetworkEnvironment,
): Promise<Outcome<Settled>> {
  const read = await readReviewed(job, environment)
  if (!read.ok) return read.trouble.reason.code === 'not-there' ? { ok: true, value: { state: 'gone' } } : read
  if (read.value.state === 'LIVE') return { ok: true, value: { state: 'stands' } }
  if (read.value.state === 'REJECTED') return { ok: true, value: { state: 'refused', reason: { code: 'edit-rejected' } } }
  return { ok: true, value: { state: 'waiting', until: nextLook(since, environment) } }
}
