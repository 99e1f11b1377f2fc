import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Reason, Trouble } from '../network.ts'

const errorSchema = z.object({ message: z.string(), code: z.int(), errors: z.unknown().optional() })

/** Every answer but a success. What only a gateway says, or a page, is no word of the network. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  if (status === 429) return tooMany(answer, situation)
  const said = errorSchema.safeParse(asJson(answer.text)).data
  const isClear = status >= 400 && status < 500 && status !== 408 && status !== 425 && said !== undefined
  if (!isClear && status !== 413) return notUnderstood(answer, situation)
  const isAnswerToNothing = said?.code === invalidForm && /(?:REFERENCE|REPLIES)_UNKNOWN_MESSAGE/.test(answer.text)
  const { kind, code } = isAnswerToNothing ? answeredGone : meaningOf(status, said?.code ?? 0)
  const detail = shorten(
    `${status} ${said?.code ?? ''} ${said?.message ?? ''} ${said?.errors === undefined ? '' : JSON.stringify(said.errors)}`,
  )
  const reason: Reason = { code, params: { host: situation.host }, detail }
  return { kind, reason }
}

const pauseSchema = z.object({ retry_after: z.number().nonnegative() })

/** The body names the pause to the thousandth of a second; without one it is what stands before the network that refuses, and its header counts. */
function tooMany(answer: Answer, situation: Situation): Trouble {
  const exact =
    pauseSchema.safeParse(asJson(answer.text)).data?.retry_after ??
    Number(answer.response.headers.get('x-ratelimit-reset-after') ?? Number.NaN)
  const reset = situation.now.epochMilliseconds + exact * 1000
  const asked = slowDown(answer, situation, reset)
  const until = situation.now.add({ seconds: Math.ceil(Number.isNaN(exact) ? 0 : Math.min(exact, longestPause)) })
  return asked.kind === 'slow-down' && Temporal.Instant.compare(asked.until, until) < 0 ? { ...asked, until } : asked
}

/** In seconds. */
const longestPause = 24 * 60 * 60

interface Meaning {
  readonly kind: 'rejected' | 'signed-out'
  readonly code: string
}

function meaningOf(status: number, code: number): Meaning {
  const named = byCode[code]
  if (named !== undefined) return { kind: 'rejected', code: named }
  // 10015, 50027: the webhook was deleted, or its token is another. 10003 stays a refusal: the grant lives on without the channel.
  if (status === 401 || code === 10_015 || code === 50_027) return { kind: 'signed-out', code: 'signed-out' }
  if (status === 413) return { kind: 'rejected', code: 'files-too-large' }
  return { kind: 'rejected', code: 'refused' }
}

/** The fields that are wrong stand in `errors`, each with a code of its own. */
const invalidForm = 50_035
const answeredGone: Meaning = { kind: 'rejected', code: 'answered-gone' }

/** docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const byCode: Readonly<Record<number, string>> = {
  10_003: 'channel-gone',
  10_004: 'channel-gone',
  10_008: 'not-there',
  40_005: 'files-too-large',
  40_033: 'crossposted-before',
  40_060: 'refused',
  50_001: 'no-access',
  50_006: 'empty-part',
  50_013: 'permission-missing',
  50_024: 'wrong-channel',
  50_068: 'wrong-channel',
  50_083: 'thread-closed',
  200_000: 'held-by-rules',
  200_001: 'held-by-rules',
  220_001: 'thread-name-needed',
  220_002: 'thread-name-or-thread',
  220_003: 'no-forum',
}
