import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

const errorSchema = z.object({
  ok: z.literal(false),
  error_code: z.int(),
  description: z.string(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
})

/** Every answer but a 200. The API says what is wrong in a sentence, of which the words that matter are known. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (status === 429) return slowDown(answer, situation, resetOf(said?.parameters?.retry_after, situation))
  if (!said || status < 400 || status >= 500) return notUnderstood(answer, situation)
  const reason = (code: string): Reason => ({
    code,
    params: { host: situation.host },
    detail: shorten(`${status} ${said.description}`),
  })
  // A token of another form than tokens have is answered as an address that is not there.
  if (status === 401 || (status === 404 && said.description === 'Not Found')) return { kind: 'signed-out', reason: reason('signed-out') }
  if (status === 403) return { kind: 'signed-out', reason: reason('bot-removed') }
  if (status === 409) return fromConflict(said.description, reason)
  if (status === 413) return { kind: 'rejected', reason: reason('media-refused') }
  const code = meanings.find(([words]) => words.test(said.description))?.[1] ?? 'refused'
  return { kind: 'rejected', reason: reason(code) }
}

/** When the pause is over, in milliseconds since 1970. */
function resetOf(seconds: number | undefined, { now }: Situation): number | undefined {
  return seconds === undefined ? undefined : now.epochMilliseconds + seconds * 1000
}

/** Only getUpdates meets these: another program is told of what happens, or asks at the same moment. */
function fromConflict(description: string, reason: (code: string) => Reason): Trouble {
  if (/webhook/i.test(description)) return { kind: 'rejected', reason: reason('webhook-set') }
  return { kind: 'unavailable', reason: reason('read-elsewhere') }
}

const meanings: readonly (readonly [words: RegExp, code: string])[] = [
  [/need administrator rights|not enough rights|have no rights|CHAT_ADMIN_REQUIRED|CHAT_WRITE_FORBIDDEN/i, 'right-missing'],
  [/chat not found/i, 'channel-not-found'],
  [/not a member|member not found|user not found|PARTICIPANT_ID_INVALID|member list is inaccessible/i, 'bot-not-admin'],
  [/message to be replied not found|message to reply not found|reply message not found/i, 'answered-gone'],
  [/message to (?:edit|delete|pin) not found|message not found|MESSAGE_ID_INVALID/i, 'not-there'],
  [/message is not modified/i, 'unchanged'],
  [/message can't be deleted/i, 'delete-refused'],
  [/message can't be edited/i, 'edit-refused'],
  [/too big|too large|PHOTO_|IMAGE_|VIDEO_|wrong file|wrong type|failed to get/i, 'media-refused'],
]
