import type { Thread, ThreadSummary } from '#contract/inbox'

import { until } from '../support/until.ts'
import { answerFaults } from './cases.ts'
import type { Fault } from './fault.ts'
import type { FaultyNetwork, Profile } from './faulty-network.ts'
import { type Bench, broken, type Verdict } from './trial.ts'

/** A customer's comment that is answered, while the network answers badly. */
export interface InboxCase {
  readonly id: string
  readonly network: FaultyNetwork
  readonly step: string
  readonly fault: string
  readonly arms: readonly { readonly step: string; readonly fault: Fault }[]
  /** Where a token that has run out cannot be renewed. */
  readonly mayAsk: boolean
}

/** The request that makes an answer visible meets every fault; and the look-up that follows a lost answer. */
export function inboxCases(network: FaultyNetwork): Omit<InboxCase, 'id'>[] {
  const { answering: step } = network
  if (step === undefined) return []
  const tokens = network.stories[0]?.tokens ?? 'last'
  const faults = tokens === 'last' ? answerFaults.filter(([, { kind }]) => kind !== 'refused-expired-token') : answerFaults
  const mayAsk = ({ kind }: Fault) => tokens === 'reconnect' && kind === 'refused-expired-token'
  const sending = faults.map(([fault, what]) => ({ fault, arms: [{ step, fault: what }], mayAsk: mayAsk(what) }))
  const late = {
    fault: 'accepted after the look-up (8 s late)',
    arms: [{ step, fault: { kind: 'accepted-late', seconds: 8 } as const }],
    mayAsk: false,
  }
  const looking = faults.map(([fault, what]) => ({
    fault: `answer lost, then ${fault}`,
    arms: [
      { step, fault: { kind: 'accepted-then-status', status: 500 } as const },
      { step: 'look-up', fault: what },
    ],
    mayAsk: mayAsk(what),
  }))
  return [...sending, ...looking, late].map((one) => ({ ...one, network, step: `inbox: ${step}` }))
}

/** Many at the same time, each in an inbox of its own. */
export async function runInboxCases(bench: Bench, cases: readonly InboxCase[], report: (verdict: Verdict) => void): Promise<void> {
  const waiting = [...cases]
  const runner = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      report(await answerOne(bench, one).catch((error: unknown) => broken(one.id, about(one), error)))
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
}

const atOnce = 24

async function answerOne(bench: Bench, one: InboxCase): Promise<Verdict> {
  const profile = await one.network.join(one.id)
  profile.hear(asked(one))
  await profile.connect(bench.owner)
  const threadId = await until(`the comment of ${one.id} to be there`, 240, () => threadOf(bench, asked(one)), { pause: 2500 })
  const thread = await bench.owner.call<Thread>('GET', `/inbox/threads/${threadId}`)
  const messageId = thread.items.findLast(({ byUs }) => !byUs)?.id ?? ''
  for (const { step, fault } of one.arms) one.network.proxy.arm(profile.id, step, fault)
  const startedAt = Date.now()
  await bench.owner.call('POST', `/inbox/messages/${messageId}/answers`, { text: wordsOf(one), repeated: 'accepted' })
  const left = await until(`the answer of ${one.id} to be out`, longest, () => settled(bench, threadId), { pause: 2500 }).catch(
    () => undefined,
  )
  const late = Math.max(0, ...one.arms.map(({ fault }) => (fault.kind === 'accepted-late' ? fault.seconds + 2 : 0)))
  await new Promise((resolve) => setTimeout(resolve, late * 1000))
  return { ...about(one), id: one.id, ...(await weigh(one, { profile, left })), seconds: Math.round((Date.now() - startedAt) / 1000) }
}

/** In seconds; as for posts. */
const longest = 420

/** The sign behind the name keeps the first from being found in the tenth. */
const asked = ({ id }: InboxCase) => `${id}: is there tea?`
const wordsOf = ({ id }: InboxCase) => `${id}: there is`

async function threadOf({ owner }: Bench, words: string): Promise<string | undefined> {
  const query = new URLSearchParams({ brandId: owner.brandId, text: words })
  return (await owner.call<{ threads: ThreadSummary[] }>('GET', `/inbox/threads?${query}`)).threads[0]?.id
}

/** What is still on its way once nothing more happens to it by itself: nothing where it is out, or what waits for a person. */
async function settled({ owner }: Bench, threadId: string): Promise<Thread['answers'] | false> {
  const { answers } = await owner.call<Thread>('GET', `/inbox/threads/${threadId}`)
  return answers.every(({ delivery }) => delivery?.state === 'needs-a-person') && answers
}

interface Ended {
  readonly profile: Profile
  readonly left: Thread['answers'] | undefined
}

/** Read from the network: once, unless a person had to be asked. */
async function weigh(one: InboxCase, { profile, left }: Ended): Promise<Pick<Verdict, 'verdict' | 'note'>> {
  const copies = (await profile.live()).filter(({ text }) => text.includes(wordsOf(one))).length
  const waits = left?.[0]?.delivery
  const note = `${copies} live; ${left === undefined ? 'on its way' : waits ? `${waits.state} (${waits.reason?.code})` : 'answered'}`
  if (copies > 1) return { verdict: 'DUPLICATE', note }
  if (!one.network.proxy.allMet(profile.id)) return { verdict: 'BROKEN', note: `the fault never happened; ${note}` }
  if (left === undefined) return { verdict: 'STUCK', note }
  if (waits) return { verdict: one.mayAsk ? 'a person, rightly' : 'STUCK', note }
  return { verdict: copies === 1 ? 'once' : 'LOST', note }
}

function about({ network, step, fault }: InboxCase): Pick<Verdict, 'network' | 'step' | 'fault'> {
  return { network: network.name, step, fault }
}
