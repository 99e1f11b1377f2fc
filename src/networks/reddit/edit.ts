import { z } from 'zod'

import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason } from '../network.ts'
import { rejected } from '../rejected.ts'
import { change } from './api.ts'
import { flairIn, kindOf, partOf } from './kinds.ts'
import { textLimits } from './limits.ts'
import { signedIn } from './session.ts'
import { nameOf } from './steps.ts'

/** The words of a text post can be changed at any time; a title, and what else a post is, never. */
export const edit: Edit = { refuses, apply }

function refuses({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  if (kindOf(job.content) !== 'self' || kindOf(after) !== 'self') return { code: 'edit-text-only' }
  const differs = fixed.some((name) => chosenIn(job.content, name) !== chosenIn(after, name)) || flairIn(job.content) !== flairIn(after)
  if (differs) return { code: 'edit-setting' }
  const { text } = partOf(after)
  return Array.from(text).length > textLimits.text ? { code: 'too-long-there' } : undefined
}

const fixed = ['title', 'subreddit', 'nsfw', 'spoiler', 'sendreplies']

const usualOf: Readonly<Record<string, string | boolean>> = { nsfw: false, spoiler: false, sendreplies: true }

function chosenIn({ settings }: PostContent, name: string): string | boolean | undefined {
  return settings[name] ?? usualOf[name]
}

/** The same words twice are no harm. */
async function apply(
  { job, after }: { readonly job: Delivery; readonly after: PostContent },
  environment: NetworkEnvironment,
): ReturnType<Edit['apply']> {
  const name = nameOf(job)
  if (name === undefined) return rejected('not-there')
  const form = { thing_id: name, text: partOf(after).text }
  const answer = z.looseObject({})
  const changed: Outcome<unknown> = await change(
    { session: signedIn(job.access), path: 'api/editusertext', send: { form }, answer },
    environment,
  )
  return changed.ok ? { ok: true, value: {} } : changed
}
