import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason } from '../network.ts'
import { ask } from './api.ts'
import { captionOf, messageOf } from './send.ts'
import { channelOf, signedIn } from './session.ts'
import { firstComment, madeOf, partOf } from './steps.ts'
import { plain } from './wording.ts'

/** Words can be changed: those of a message, and captions. */
export const edit: Edit = {
  refuses: ({ job, after }) => whyNot(job.content, after),
  apply: async ({ job, after }, environment) => {
    for (const [index] of after.parts.entries()) {
      const changed = await changePart(index + 1, { job, after, environment })
      if (!changed.ok) return changed
    }
    return { ok: true, value: {} }
  },
}

/** A poll stays as it is; a message cannot lose its last word. */
function whyNot(before: PostContent, after: PostContent): Reason | undefined {
  if (!isDeepStrictEqual(besideWords(before), besideWords(after))) return { code: 'edit-words-only' }
  const changed = after.parts.filter(({ text }, index) => plain(text) !== plain(before.parts[index]?.text ?? ''))
  if (changed.some(({ poll }) => poll)) return { code: 'edit-poll' }
  return changed.some(({ text, media, link }) => plain(text) === '' && media.length === 0 && !link)
    ? { code: 'edit-words-needed' }
    : undefined
}

/** The card may change with the words. Settings were meant for the moment of sending. */
function besideWords(content: PostContent): unknown {
  const { spoiler, protect } = content.settings
  return {
    parts: content.parts.map(({ media, poll }) => ({ media, poll })),
    comment: firstComment(content),
    spoiler: spoiler === true,
    protect: protect === true,
  }
}

interface Changing {
  readonly job: Delivery
  readonly after: PostContent
  readonly environment: NetworkEnvironment
}

async function changePart(part: number, { job, after, environment }: Changing): Promise<Outcome<void>> {
  const [before, wanted, ids = []] = [partOf(job.content, part), partOf(after, part), madeOf(job, part)]
  if (plain(before.text) === plain(wanted.text) && before.link?.url === wanted.link?.url) return { ok: true, value: undefined }
  const isCaption = wanted.media.length > 0
  const captioned = isCaption && wanted.media[0]?.kind === 'document' ? ids.at(-1) : ids[0]
  if (captioned === undefined) return { ok: true, value: undefined }
  const parameters = { chat_id: channelOf(job.access), message_id: captioned, ...(isCaption ? captionOf(wanted) : messageOf(wanted)) }
  const call = { ...signedIn(job.access), method: isCaption ? 'editMessageCaption' : 'editMessageText', parameters, answer: z.object({}) }
  const changed = await ask(call, environment)
  // Somebody tried before, and its answer was lost.
  return changed.ok || changed.trouble.reason.code === 'unchanged' ? { ok: true, value: undefined } : changed
}
