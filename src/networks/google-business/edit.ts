import type { Json } from '#kit/json'

import { imagesOf } from '../media.ts'
import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason } from '../network.ts'
import { ask } from './api.ts'
import { actionIn, kindIn } from './choices.ts'
import { localPostSchema, writtenPost } from './local-post.ts'
import { signedIn } from './session.ts'
import { madeOf, withMade } from './steps.ts'

/** Words, button, time and offer can be changed; the kind cannot, and another photo is another post. Google then looks at it anew. */
export const edit: Edit = { refuses, apply }

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
  const call = { ...to, method: 'PATCH', path: `/v4/${made.name}`, query, send: { json }, answer: localPostSchema } as const
  const changed = await ask(call, environment)
  if (!changed.ok) return changed
  if (changed.value.state === 'REJECTED') return { ok: false, trouble: { kind: 'rejected', reason: { code: 'edit-rejected' } } }
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
