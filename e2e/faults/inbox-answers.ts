import type { Thread, ThreadSummary } from '#contract/inbox'

import { until } from '../support/until.ts'
import { latecomers, type Named, runMany } from './answers.ts'
import type { Profile } from './faulty-network.ts'
import { type About, type Bench, unhurried, type Verdict } from './trial.ts'

/** Customers' comments are answered while the network answers badly: many at the same time, each in an inbox of its own. */
export async function runInboxCases(bench: Bench, cases: readonly Named[], report: (verdict: Verdict) => void): Promise<void> {
  await runMany(cases, { atOnce: 24, run: (one) => answerOne(bench, one), report })
}

async function answerOne(bench: Bench, one: Named): Promise<Verdict> {
  const profile = await one.network.join(one.id)
  profile.hear(asked(one), { privately: one.privately === true })
  await profile.connect(bench.owner)
  const threadId = await until(`the comment of ${one.id} to be there`, 240, () => threadOf(bench, asked(one)), unhurried)
  const thread = await bench.owner.call<Thread>('GET', `/inbox/threads/${threadId}`)
  const messageId = thread.items.findLast(({ byUs }) => !byUs)?.id ?? ''
  for (const { step, fault } of one.arms) one.network.proxy.arm(profile.id, step, fault)
  const startedAt = Date.now()
  await bench.owner.call('POST', `/inbox/messages/${messageId}/answers`, { text: wordsOf(one), repeated: 'accepted' })
  const left = await until(`the answer of ${one.id} to be out`, longest, () => settled(bench, threadId), unhurried).catch(() => undefined)
  await latecomers(one)
  return { ...about(one), id: one.id, ...(await weigh(one, { profile, left })), seconds: Math.round((Date.now() - startedAt) / 1000) }
}

/** In seconds; the ten minutes that absence takes to count on YouTube, the longest of all, and what comes before and after them. */
const longest = 720

/** The sign behind the name keeps the first from being found in the tenth. */
const asked = ({ id }: Named) => `${id}: is there tea?`
const wordsOf = ({ id }: Named) => `${id}: there is`

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
async function weigh(one: Named, { profile, left }: Ended): Promise<Pick<Verdict, 'verdict' | 'note'>> {
  const out = one.privately ? ((await profile.written?.()) ?? []) : await profile.live()
  const copies = out.filter(({ text }) => text.includes(wordsOf(one))).length
  const waits = left?.[0]?.delivery
  const note = `${copies} live; ${left === undefined ? 'on its way' : waits ? `${waits.state} (${waits.reason?.code})` : 'answered'}`
  if (copies > 1) return { verdict: 'DUPLICATE', note }
  if (!one.network.proxy.allMet(profile.id)) return { verdict: 'BROKEN', note: `the fault never happened; ${note}` }
  if (left === undefined) return { verdict: 'STUCK', note }
  if (waits && one.network.answersStayUnseen && waits.reason?.code === 'outcome-unknown') return { verdict: 'a person, rightly', note }
  if (waits) return { verdict: one.orElse ?? 'STUCK', note }
  return { verdict: copies === 1 ? 'once' : 'LOST', note }
}

function about({ network, step, fault }: Named): About {
  return { network: network.name, step, fault }
}
