import type { Fault, StepName } from './fault.ts'

/** A case is a distinct step × fault. */
export interface AnswerCase {
  readonly id: string
  readonly step: StepName
  readonly fault: string
  /** What the proxy does, in order of arming. */
  readonly arms: readonly { readonly step: StepName; readonly fault: Fault; readonly times?: number }[]
  /** One of each kind runs with `npm test`. */
  readonly quick?: boolean
}

const answerFaults: readonly (readonly [string, Fault])[] = [
  ['accepted, then 500', { kind: 'accepted-then-status', status: 500 }],
  ['accepted, then 502', { kind: 'accepted-then-status', status: 502 }],
  ['accepted, then reset', { kind: 'accepted-then-reset' }],
  ['accepted, then silence', { kind: 'accepted-then-hang' }],
  ['accepted, cut after the headers', { kind: 'cut-after-headers' }],
  ['accepted, then 202', { kind: 'accepted-then-202' }],
  ['accepted, malformed 200', { kind: 'accepted-then-malformed' }],
  ['accepted, HTML 200', { kind: 'accepted-then-html' }],
  ['429 with Retry-After', { kind: 'refused-status', status: 429, headers: { 'retry-after': '3' } }],
  ['refused with 503', { kind: 'refused-status', status: 503 }],
  ['reset before acceptance', { kind: 'reset-before' }],
  ['slow answer', { kind: 'slow', seconds: 8 }],
  ['token expired', { kind: 'refused-expired-token' }],
]

const lostAnswer: Fault = { kind: 'accepted-then-status', status: 500 }
const quick = new Set(['accepted, then 500', 'accepted, then reset', '429 with Retry-After', 'accepted, malformed 200', 'token expired'])

/** Every fault an answer can have, at every step that talks to the network. */
export function answerCases(): AnswerCase[] {
  const cases = [...sendingCases(), ...lookUpCases(), ...refreshCases(), ...takeDownCases(), ...lateCases()]
  return cases.map((one, index) => ({ ...one, id: `answer${index + 1}` }))
}

function sendingCases(): AnswerCase[] {
  return (['image', 'part 1', 'part 2'] as const).flatMap((step) =>
    answerFaults.map(([fault, what]) => ({
      id: '',
      step,
      fault,
      arms: [{ step, fault: what }],
      quick: step === 'part 1' && quick.has(fault),
    })),
  )
}

function lookUpCases(): AnswerCase[] {
  return answerFaults.map(([fault, what]) => ({
    id: '',
    step: 'look-up',
    fault: `answer lost, then ${fault}`,
    arms: [
      { step: 'part 1', fault: lostAnswer },
      { step: 'look-up', fault: what },
    ],
  }))
}

function refreshCases(): AnswerCase[] {
  return answerFaults
    .filter(([fault]) => fault !== 'token expired')
    .map(([fault, what]) => ({
      id: '',
      step: 'refresh',
      fault: `token expired, then ${fault}`,
      arms: [
        { step: 'part 1', fault: { kind: 'refused-expired-token' } },
        { step: 'refresh', fault: what },
      ],
    }))
}

function takeDownCases(): AnswerCase[] {
  return answerFaults.map(([fault, what]) => ({
    id: '',
    step: 'take-down',
    fault,
    arms: [{ step: 'take-down', fault: what }],
    quick: fault === 'accepted, then 502',
  }))
}

function lateCases(): AnswerCase[] {
  const late = (['part 1', 'part 2'] as const).map((step): AnswerCase => ({
    id: '',
    step,
    fault: 'accepted after the look-up (8 s late)',
    arms: [{ step, fault: { kind: 'accepted-late', seconds: 8 } }],
    quick: step === 'part 1',
  }))
  const lagging = (['part 1', 'part 2'] as const).map((step): AnswerCase => ({
    id: '',
    step,
    fault: 'answer lost and the look-up lags 60 s',
    arms: [
      { step, fault: lostAnswer },
      { step: 'look-up', fault: { kind: 'not-found-for', seconds: 60 } },
    ],
  }))
  return [...late, ...lagging]
}
