import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import { graphErrorIn, graphPause, graphSignedOut, isGraphFault, isGraphRate } from '../graph-failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  if (status === 429) return slowDown(answer, situation)
  const clear = status >= 400 && status < 500
  const said = graphErrorIn(answer)
  if (!clear || !said) return (clear ? fromTokenHost(answer) : undefined) ?? notUnderstood(answer, situation)
  const { code, subcode } = said
  const reason = (named: string): Reason => ({ code: named, params: { host: situation.host }, detail: said.detail })
  if (subcode !== undefined && subcode in bySubcode) return asTrouble(bySubcode[subcode], reason, situation)
  // The code of a missing right; only its words tell it apart.
  if (code === 10 && /not enough viewers/i.test(said.detail)) return { kind: 'rejected', reason: reason('too-few-viewers') }
  const lost = graphSignedOut(said)
  if (lost) return { kind: 'signed-out', reason: reason(lost) }
  if (isGraphRate(said)) {
    return { kind: 'slow-down', until: situation.now.add({ minutes: graphPause(answer.response.headers) }), reason: reason('slow-down') }
  }
  if (code in byCode) return asTrouble(byCode[code], reason, situation)
  if (isGraphFault(said)) return asTrouble('fault', reason, situation)
  return { kind: 'rejected', reason: reason('refused') }
}

const refusalSchema = z.object({ error_type: z.string(), error_message: z.string() })

/** The host that gives tokens for codes has errors of its own form: a status and a sentence. */
function fromTokenHost({ response, text }: Answer): Trouble | undefined {
  const said = refusalSchema.safeParse(asJson(text)).data?.error_message
  if (said === undefined) return undefined
  const code = /client secret|platform app/i.test(said) ? 'app-refused' : 'sign-in-failed'
  return { kind: 'rejected', reason: { code, detail: shorten(`${response.status} ${said}`) } }
}

/**
 * What an error asks for. `fault`: nobody knows whether it was done · `again`: a new container helps · `wait`: not ready yet ·
 * `tomorrow`: the day's posts are used up · any other word: the network said no, and this is why.
 */
type Meaning = 'fault' | 'again' | 'wait' | 'tomorrow' | `no: ${string}`

/** From the network's table of error codes. */
const bySubcode: Readonly<Record<number, Meaning>> = {
  33: 'no: not-there',
  1545041: 'no: person-not-reached',
  2018001: 'no: person-not-reached',
  2018065: 'no: window-over',
  2018278: 'no: window-over',
  2534022: 'no: window-over',
  2207001: 'fault',
  2207003: 'again',
  2207004: 'no: image-refused',
  2207005: 'no: image-refused',
  2207006: 'again',
  2207008: 'again',
  2207009: 'no: image-refused',
  2207010: 'no: caption-refused',
  2207020: 'again',
  2207023: 'no: image-refused',
  2207026: 'no: image-refused',
  2207027: 'wait',
  2207028: 'no: carousel-refused',
  2207032: 'again',
  2207040: 'no: caption-refused',
  2207042: 'tomorrow',
  2207050: 'no: account-restricted',
  2207051: 'no: held-as-spam',
  2207052: 'no: image-not-fetched',
  2207053: 'again',
}

/** Where no subcode says more. */
const byCode: Readonly<Record<number, Meaning>> = {
  9: 'tomorrow',
  24: 'again',
  25: 'no: account-restricted',
  352: 'no: image-refused',
  368: 'no: held-as-spam',
  551: 'no: person-not-reached',
  9004: 'no: image-not-fetched',
  9007: 'wait',
  36000: 'no: image-refused',
  36001: 'no: image-refused',
  36003: 'no: image-refused',
  10900: 'no: private-once',
  10903: 'no: person-not-reached',
  36004: 'no: caption-refused',
}

const soon = { seconds: 5 }
/** The day is any 24 hours, so one of its posts may fall out of it at any moment. */
const quotaPause = { minutes: 30 }

function asTrouble(meaning: Meaning | undefined, reason: (code: string) => Reason, { final, now }: Situation): Trouble {
  switch (meaning) {
    case undefined:
    case 'fault':
      return final
        ? { kind: 'unknown-outcome', reason: reason('no-clear-answer') }
        : { kind: 'unavailable', reason: reason('server-trouble') }
    case 'again':
      return { kind: 'unavailable', reason: reason('container-gone') }
    case 'wait':
      return { kind: 'slow-down', processing: true, until: now.add(soon), reason: reason('being-processed') }
    case 'tomorrow':
      return { kind: 'slow-down', until: now.add(quotaPause), reason: reason('quota-used') }
    default:
      return { kind: 'rejected', reason: reason(meaning.slice('no: '.length)) }
  }
}

/** What the error table says of the number in a container's `status`, for a container that ended in ERROR; nobody has published it. */
export function fromContainer(status: string, { host, now }: Pick<Situation, 'host' | 'now'>): Trouble {
  const subcode = Number(/\b22\d{5}\b/.exec(status)?.[0])
  const meaning = bySubcode[subcode]
  const isNo = meaning?.startsWith('no: ') === true
  return asTrouble(isNo ? meaning : 'again', (code) => ({ code, params: { host }, detail: shorten(status) }), { host, now, final: false })
}
