import { type Answer, notUnderstood, type Situation, slowDown } from '../failures.ts'
import { graphErrorIn, graphPause, graphSignedOut, isGraphFault, isGraphRate } from '../graph-failures.ts'
import type { Reason, Trouble } from '../network.ts'

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  if (status === 429) return slowDown(answer, situation)
  const said = graphErrorIn(answer)
  if (status < 400 || status >= 500 || !said) return notUnderstood(answer, situation)
  const reason = (code: string): Reason => ({ code, params: { host: situation.host }, detail: said.detail })
  const meaning = (said.subcode === undefined ? undefined : bySubcode[said.subcode]) ?? byCode[said.code]
  if (meaning !== undefined) return asTrouble(meaning, reason)
  const lost = graphSignedOut(said)
  if (lost) return { kind: 'signed-out', reason: reason(lost) }
  if (isGraphRate(said))
    return { kind: 'slow-down', until: situation.now.add({ minutes: graphPause(headers) }), reason: reason('slow-down') }
  if (isGraphFault(said)) {
    return situation.final
      ? { kind: 'unknown-outcome', reason: reason('no-clear-answer') }
      : { kind: 'unavailable', reason: reason('server-trouble') }
  }
  return { kind: 'rejected', reason: reason('refused') }
}

/** `again`: nothing was accepted, another try helps · any other word: the network said no, and this is why. */
type Meaning = 'again: upload-interrupted' | `no: ${string}`

function asTrouble(meaning: Meaning, reason: (code: string) => Reason): Trouble {
  const isNo = meaning.startsWith('no: ')
  return isNo
    ? { kind: 'rejected', reason: reason(meaning.slice('no: '.length)) }
    : { kind: 'unavailable', reason: reason(meaning.slice('again: '.length)) }
}

/** From the network's tables of error codes; 1366046 and 1366051, and those of messages that come too late, from programs that met them. */
const bySubcode: Readonly<Record<number, Meaning>> = {
  33: 'no: not-there',
  36007: 'no: sign-in-failed',
  36008: 'no: sign-in-failed',
  36009: 'no: sign-in-failed',
  1363019: 'again: upload-interrupted',
  1363022: 'no: video-refused',
  1363023: 'no: video-refused',
  1363030: 'no: not-there',
  1363031: 'no: video-refused',
  1363033: 'again: upload-interrupted',
  1363037: 'again: upload-interrupted',
  1366046: 'no: image-refused',
  1366051: 'no: duplicate',
  1455006: 'no: duplicate',
  1545041: 'no: person-not-reached',
  2018001: 'no: person-not-reached',
  2018065: 'no: window-over',
  2018108: 'no: person-not-reached',
  2018109: 'no: window-over',
  2018278: 'no: window-over',
}

/** Where no subcode says more. */
const byCode: Readonly<Record<number, Meaning>> = {
  101: 'no: app-refused',
  324: 'no: image-refused',
  368: 'no: held-as-spam',
  506: 'no: duplicate',
  551: 'no: person-not-reached',
  1500: 'no: link-refused',
  10900: 'no: private-once',
  10903: 'no: person-not-reached',
  1609005: 'no: link-refused',
}
