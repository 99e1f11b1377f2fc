import { getPost } from '../support/owner.ts'
import { textOf } from './content-of.ts'
import { type About, type Bench, judge, settle, type Trial, type Verdict } from './trial.ts'

/**
 * Where it cannot be known what became of a post, its author looks at the account and says so: that it is out, or that it is to be sent again. Either way
 * all of it is live afterwards, once, and Hearth knows it.
 */
export async function decide(bench: Bench, trial: Trial, { about, asked }: Asked): Promise<Verdict> {
  const [delivery] = (await getPost(bench.owner, trial.post.id)).deliveries
  if (asked.verdict !== 'a person, rightly' || delivery?.reason?.code !== 'outcome-unknown') return asked
  const decision = (await isOut(trial)) ? 'mark-published' : 'send-now'
  await bench.owner.call('POST', `/deliveries/${delivery.id}/decide`, { deliveryId: delivery.id, decision })
  await settle(bench, trial, patience)
  const after = await judge(bench, trial, about)
  const note = `${asked.note}; ${decision}: ${after.note}`
  return { ...after, verdict: after.verdict === 'once' ? asked.verdict : orBroken(after.verdict), note }
}

interface Asked {
  readonly about: About
  /** How it stands before. */
  readonly asked: Verdict
}

/** In seconds. */
const patience = 120

async function isOut({ id, story, profile }: Trial): Promise<boolean> {
  const live = await profile.live()
  return story.parts.every((part) => live.some(({ text }) => text.includes(textOf(id, part))))
}

/** To ask the same person again for the same reason is no end. */
function orBroken(verdict: Verdict['verdict']): Verdict['verdict'] {
  return verdict === 'a person, rightly' ? 'STUCK' : verdict
}
