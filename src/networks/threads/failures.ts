import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import { graphErrorIn, graphPause, graphSignedOut, isGraphFault, isGraphRate } from '../graph-failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  if (status === 429) return slowDown(answer, situation)
  const clear = status >= 400 && status < 500
  const said = graphErrorIn(answer)
  if (clear && /LINK_LIMIT_EXCEEDED/.test(answer.text)) return no('links-refused', `${status} ${answer.text}`)
  if (!clear || !said) return (clear ? fromTokenHost(answer) : undefined) ?? notUnderstood(answer, situation)
  const reason = (code: string): Reason => ({ code, params: { host: situation.host }, detail: said.detail })
  if (said.subcode === mediaNotFound)
    return { kind: 'slow-down', processing: true, until: situation.now.add(soon), reason: reason('not-found-yet') }
  const meaning = said.subcode === undefined ? undefined : bySubcode[said.subcode]
  if (meaning) return { kind: 'rejected', reason: reason(meaning) }
  const lost = graphSignedOut(said)
  if (lost) return { kind: 'signed-out', reason: reason(lost) }
  if (said.code === 9) return { kind: 'slow-down', until: situation.now.add(quotaPause), reason: reason('quota-used') }
  if (isGraphRate(said))
    return { kind: 'slow-down', until: situation.now.add({ minutes: graphPause(headers) }), reason: reason('slow-down') }
  if (said.code === 368) return { kind: 'rejected', reason: reason('held-as-spam') }
  if (!isGraphFault(said)) return { kind: 'rejected', reason: reason('refused') }
  return situation.final
    ? { kind: 'unknown-outcome', reason: reason('no-clear-answer') }
    : { kind: 'unavailable', reason: reason('server-trouble') }
}

const soon = { seconds: 5 }
/** The day is any 24 hours, so one of its posts may fall out of it at any moment. */
export const quotaPause = { minutes: 30 }

/** A container that was just made is at times not known yet, even one that is called finished; and one that has expired never again. */
const mediaNotFound = 4_279_009

/** Of the error table of the network's sister, whose codes it answers with; 33: there is no such object. */
const bySubcode: Readonly<Record<number, string>> = {
  33: 'not-there',
  2207004: 'image-refused',
  2207005: 'image-refused',
  2207009: 'image-refused',
  2207026: 'video-refused',
  2207050: 'account-restricted',
  2207051: 'held-as-spam',
  2207052: 'media-not-fetched',
}

const refusalSchema = z.object({ error_type: z.string(), error_message: z.string() })

/** Tokens for codes are refused in a form of its own: a status and a sentence. */
function fromTokenHost({ response, text }: Answer): Trouble | undefined {
  const said = refusalSchema.safeParse(asJson(text)).data?.error_message
  if (said === undefined) return undefined
  return no(/client secret|platform app/i.test(said) ? 'app-refused' : 'sign-in-failed', `${response.status} ${said}`)
}

function no(code: string, detail: string): Trouble {
  return { kind: 'rejected', reason: { code, detail: shorten(detail) } }
}

/** What a container that ended in ERROR says of it; nobody has published it. Where the network only says that it failed, a new one may help. */
export function fromContainer(message: string, host: string): Trouble {
  const reason = (code: string): Reason => ({ code, params: { host }, detail: shorten(message) })
  if (message === 'FAILED_DOWNLOADING_VIDEO') return { kind: 'rejected', reason: reason('media-not-fetched') }
  if (message.startsWith('INVALID_')) return { kind: 'rejected', reason: reason('video-refused') }
  return { kind: 'unavailable', reason: reason('container-gone') }
}
