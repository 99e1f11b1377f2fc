import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { firstComment } from './sent.ts'
import { signedIn } from './session.ts'
import { madeOf } from './steps.ts'
import { tidy } from './tidy.ts'

const madeCommentSchema = z.object({ id: z.string() })

/**
 * The first comment. YouTube takes no key of ours, so before each try it is looked whether an earlier one has left it. After an unclear
 * answer it is looked at once; what is not there then is left, since a comment that comes twice is worse than one that is missing.
 */
export async function addComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const before = await findComment(job, environment)
  if (!before.ok) return before
  if (before.value !== undefined) return { ok: true, value: { id: before.value } }
  const textOriginal = firstComment(job.content.settings)
  const json = { snippet: { videoId: madeOf(job).id, topLevelComment: { snippet: { textOriginal } } } }
  const call = { ...signedIn(job.access), method: 'POST', path: '/youtube/v3/commentThreads', query: { part: 'snippet' } } as const
  const made = await ask({ ...call, send: { json }, answer: madeCommentSchema }, environment)
  if (made.ok || made.trouble.kind !== 'unavailable') return made
  const after = await findComment(job, environment)
  if (after.ok && after.value !== undefined) return { ok: true, value: { id: after.value } }
  return { ok: true, value: leftOut({ code: 'comment-unclear', detail: made.trouble.reason.detail }) }
}

const threadsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        topLevelComment: z.object({
          snippet: z.object({
            textOriginal: z.string().optional(),
            textDisplay: z.string().optional(),
            authorChannelId: z.object({ value: z.string().optional() }).optional(),
          }),
        }),
      }),
    }),
  ),
})

/** The channel's own comment with these words under the video; undefined where it is not there. */
async function findComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<string | undefined>> {
  const query = { part: 'snippet', videoId: madeOf(job).id, order: 'time', textFormat: 'plainText', maxResults: '100' }
  const call = { ...signedIn(job.access), method: 'GET', path: '/youtube/v3/commentThreads', query, answer: threadsSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return read
  const wanted = tidy(firstComment(job.content.settings))
  const ours = read.value.items.find(({ snippet }) => {
    const { textOriginal, textDisplay = '', authorChannelId } = snippet.topLevelComment.snippet
    return authorChannelId?.value === job.access.externalId && tidy(textOriginal ?? textDisplay) === wanted
  })
  return { ok: true, value: ours?.id }
}
