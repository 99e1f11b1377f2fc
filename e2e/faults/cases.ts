import type { FaultSetting, Story } from '../../src/networks/test-faults.ts'
import type { Fault } from './fault.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import type { Good, Place } from './trial.ts'

/** A distinct network × step × fault. */
export interface AnswerCase extends Place {
  readonly step: string
  readonly fault: string
  /** What the proxy does, in order of arming. */
  readonly arms: readonly Arm[]
  readonly takesDown?: true
  /** A private message is answered. */
  readonly privately?: true
  /** The answer is lost where nobody but a person can see what became of it. */
  readonly unseen?: true
  readonly orElse?: Good
}

export interface Arm {
  readonly step: string
  readonly fault: Fault
}

/** Every fault that an answer can have. */
export const answerFaults: readonly (readonly [string, Fault])[] = [
  ['accepted, then 500', { kind: 'accepted-then-status', status: 500 }],
  ['accepted, then 502', { kind: 'accepted-then-status', status: 502 }],
  ['accepted, then reset', { kind: 'accepted-then-reset' }],
  ['accepted, then silence', { kind: 'accepted-then-hang' }],
  ['accepted, cut after the headers', { kind: 'cut-after-headers' }],
  ['accepted, then 202', { kind: 'accepted-then-202' }],
  ['accepted, malformed 200', { kind: 'accepted-then-malformed' }],
  ['accepted, HTML 200', { kind: 'accepted-then-html' }],
  ['too many requests', { kind: 'refused-busy' }],
  ['refused with 503', { kind: 'refused-status', status: 503 }],
  ['reset before acceptance', { kind: 'reset-before' }],
  ['slow answer', { kind: 'slow', seconds: 8 }],
  ['token expired', expired()],
]

const lostAnswer: Fault = { kind: 'accepted-then-status', status: 500 }

/** Every fault at every step of every post on the network. */
export function answerCases(network: FaultyNetwork): AnswerCase[] {
  return casesOf(network).map((one) => ({ ...one, network }))
}

export function casesOf({ stories }: Pick<FaultSetting, 'stories'>): Omit<AnswerCase, 'network'>[] {
  return stories.flatMap((story) => {
    const cases = [...sendingCases(story), ...lookUpCases(story), ...refreshCases(story), ...takeDownCases(story), ...lateCases(story)]
    return cases.map((one) => ({ ...one, step: story.name === '' ? one.step : `${story.name}: ${one.step}`, story }))
  })
}

/** Every fault at the request that makes an answer to a customer visible, and at the look for one that was lost; none where nobody can be answered. */
export function inboxCases(network: FaultyNetwork): AnswerCase[] {
  return inboxCasesOf(network).map((one) => ({ ...one, network }))
}

export function inboxCasesOf({
  stories,
  answering,
  answeringPrivately,
  answersStayUnseen,
}: Pick<FaultyNetwork, 'stories' | 'answering' | 'answeringPrivately' | 'answersStayUnseen'>): Omit<AnswerCase, 'network'>[] {
  const how = { tokens: stories[0]?.tokens ?? 'last', lookUp: answersStayUnseen !== true } as const
  return [
    ...(answering === undefined ? [] : casesOfAnswering(answering, how)),
    ...(answeringPrivately === undefined
      ? []
      : casesOfAnswering(answeringPrivately, how).map((one) => ({ ...one, privately: true as const }))),
  ]
}

function casesOfAnswering(answering: string, how: Pick<Story, 'tokens' | 'lookUp'>): Omit<AnswerCase, 'network'>[] {
  const story: Story = { name: 'inbox', parts: [], before: [], final: [answering], after: [], takeDown: false, ...how }
  const cases = [...sendingCases(story), ...lookUpCases(story), ...lateCases({ ...story, lookUp: false })]
  return cases.map((one) => ({ ...one, step: `${story.name}: ${answering}`, story }))
}

type Cases = Omit<AnswerCase, 'network' | 'story'>[]

function sendingCases(story: Story): Cases {
  return [...story.before, ...story.final, ...story.after].flatMap((step) =>
    faultsOf(story).map(([fault, what]) => ({
      step,
      fault,
      arms: [{ step, fault: what }],
      ...mayEnd(story, what),
      ...(story.final.includes(step) && isUnclear(what) ? unseenIn(story) : {}),
    })),
  )
}

function unseenIn({ absenceProvesNothing, lookUp }: Story): Pick<AnswerCase, 'unseen'> {
  return absenceProvesNothing && !lookUp ? { unseen: true } : {}
}

/** Whoever gets this for an answer knows nothing. */
function isUnclear(fault: Fault): boolean {
  return losesAnswer(fault) || fault.kind === 'reset-before' || fault.kind === 'refused-status'
}

/** Where a token that has run out cannot be renewed, a person has to connect again. */
function mayEnd({ tokens }: Story, { kind }: Fault): Pick<AnswerCase, 'orElse'> {
  return tokens === 'reconnect' && kind === 'refused-expired-token' ? { orElse: 'a person, rightly' } : {}
}

function lookUpCases(story: Story): Cases {
  const [step] = story.final
  if (!story.lookUp || step === undefined) return []
  return faultsOf(story).map(([fault, what]) => ({
    step: 'look-up',
    fault: `answer lost, then ${fault}`,
    arms: [
      { step, fault: lostAnswer },
      { step: story.looksUpBy ?? 'look-up', fault: what },
    ],
    ...mayEnd(story, what),
  }))
}

function refreshCases(story: Story): Cases {
  const step = story.showsToken ?? story.final[0]
  if ((story.tokens !== 'renew' && story.tokens !== 'rotate') || step === undefined || story.name !== '') return []
  return answerFaults
    .filter(([, { kind }]) => kind !== 'refused-expired-token')
    .map(([fault, what]) => ({
      step: 'refresh',
      fault: `token expired, then ${fault}`,
      arms: [
        { step, fault: expired() },
        { step: 'refresh', fault: what },
      ],
      // The one token that could have been renewed is used up, and the new one was in the answer that is lost.
      ...(story.tokens === 'rotate' && losesAnswer(what) ? { orElse: 'a person, rightly' as const } : {}),
    }))
}

function takeDownCases(story: Story): Cases {
  if (!story.takeDown) return []
  return faultsOf(story).map(([fault, what]) => ({
    step: 'take-down',
    fault,
    arms: [{ step: 'take-down', fault: what }],
    takesDown: true,
    ...mayEnd(story, what),
  }))
}

function lateCases(story: Story): Cases {
  const late = story.final.map((step) => ({
    step,
    fault: 'accepted after the look-up (8 s late)',
    arms: [{ step, fault: { kind: 'accepted-late', seconds: 8 } as const }],
    ...unseenIn(story),
  }))
  if (!story.lookUp) return late
  const lagging = story.final.map((step) => ({
    step,
    fault: 'answer lost and the look-up lags 60 s',
    arms: [
      { step, fault: lostAnswer },
      { step: story.looksUpBy ?? 'look-up', fault: { kind: 'lags', seconds: 60 } as const },
    ],
  }))
  return [...late, ...lagging]
}

function faultsOf({ tokens }: Story): typeof answerFaults {
  return tokens === 'last' ? answerFaults.filter(([, { kind }]) => kind !== 'refused-expired-token') : answerFaults
}

function losesAnswer({ kind }: Fault): boolean {
  return kind.startsWith('accepted-') || kind === 'cut-after-headers'
}

function expired(): Fault {
  return { kind: 'refused-expired-token' }
}
