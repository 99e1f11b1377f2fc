import { z } from 'zod'

import type { Edit, PostContent, PostPart, Reason } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'
import { firstComment, kindOf, partOf, publishedIn, sessionIn } from './steps.ts'

/** The network lets an app change the words of what it published itself, and nothing else. */
export const edit: Edit = {
  refuses: ({ job, after }) => {
    if (kindOf(job.content) === 'story') return { code: 'edit-no-story' }
    return onlyWordsDiffer(job.content, after) ? emptied(job.content, after) : { code: 'edit-words-only' }
  },
  apply: async ({ job, after }, environment) => {
    const { text } = partOf(after)
    const session = sessionIn(job)
    const path = session?.videoId ?? publishedIn(job)?.id ?? ''
    const form = session ? { description: text } : { message: text }
    const done = await ask({ ...signedIn(job.access), path, form, answer: doneSchema }, environment)
    return done.ok ? { ok: true, value: {} } : done
  },
}

const doneSchema = z.object({ success: z.literal(true) })

function onlyWordsDiffer(before: PostContent, after: PostContent): boolean {
  return (
    after.parts.length === 1 &&
    kindOf(before) === kindOf(after) &&
    firstComment(before) === firstComment(after) &&
    shownBeside(partOf(before)) === shownBeside(partOf(after))
  )
}

function shownBeside({ media, link, poll }: PostPart): string {
  return JSON.stringify([media, link?.url, poll])
}

/** What an empty text is answered is not documented. */
function emptied(before: PostContent, after: PostContent): Reason | undefined {
  return partOf(before).text.trim() !== '' && partOf(after).text.trim() === '' ? { code: 'edit-words-needed' } : undefined
}
