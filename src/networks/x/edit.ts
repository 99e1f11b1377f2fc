import type { Edit, Reason } from '../network.ts'
import { ask } from './api.ts'
import { bodyOf, createdSchema } from './body.ts'
import { signedIn } from './session.ts'
import { madeFor } from './steps.ts'

/** From docs.x.com: within 30 minutes, at most five times, and neither answers nor polls. */
const editable = { minutes: 30 }

/** X lets only subscribers of Premium change posts; that it finds out itself, and says so. */
export function whyNotEdited({ job, after, publishedAt, now }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  if (job.content.parts.length > 1) return { code: 'edit-thread' }
  if (after.parts.some(({ poll }) => poll)) return { code: 'edit-poll' }
  return Temporal.Instant.compare(now, publishedAt.add(editable)) > 0 ? { code: 'edit-too-late' } : undefined
}

/** The changed post has an id of its own; the old one leads to it. Costs as much as a new post. */
export async function editPost(...[{ job, after }, environment]: Parameters<Edit['apply']>): ReturnType<Edit['apply']> {
  const json = { ...bodyOf(1, { ...job, content: after }), edit_options: { previous_post_id: madeFor(1, job) } }
  const call = { ...signedIn(job.access), method: 'POST', path: '/2/tweets', answer: createdSchema, send: { json } } as const
  const made = await ask(call, environment)
  return made.ok ? { ok: true, value: { 'part 1': { id: made.value.data.id } } } : made
}
