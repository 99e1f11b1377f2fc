import type { Post } from '#contract/publishing'

import { ApiError, getPost } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { type Bench, connectTrial, judge, type Place, publishTrial, settle, type Trial, type Verdict } from './trial.ts'

type Meddle = (bench: Bench, trial: Trial, revision: number) => Promise<unknown>

const meddling: Readonly<Record<string, Meddle>> = {
  edit: (bench, { post }, revision) =>
    bench.owner.call('PUT', `/posts/${post.id}`, {
      postId: post.id,
      revision,
      content: { parts: [{ text: 'Changed meanwhile', media: [] }], languages: ['en'] },
      accountIds: post.accountIds,
    }),
  cancel: (bench, { post }, revision) => bench.owner.call('POST', `/posts/${post.id}/unschedule`, { postId: post.id, revision }),
  reschedule: (bench, { post }, revision) =>
    bench.owner.call('POST', `/posts/${post.id}/schedule`, { postId: post.id, revision, when: { kind: 'at', local: '2031-01-05T09:00' } }),
  delete: (bench, { post }) => bench.owner.call('DELETE', `/posts/${post.id}`, { postId: post.id }),
  'publish again': (bench, { post }, revision) =>
    bench.owner.call('POST', `/posts/${post.id}/schedule`, { postId: post.id, revision, when: { kind: 'now' } }),
}

/** People who change a post while it is being sent: they are told it is too late, and one copy goes out. */
export async function runPeopleCases(bench: Bench, place: Place, prefix: string): Promise<Verdict[]> {
  const held = Object.entries(meddling).map(([name, meddle], index) =>
    whileSending(bench, place, { id: `${prefix}${index + 1}`, name, meddle }),
  )
  return [...(await Promise.all(held)), await doubleClick(bench, place, `${prefix}6`), await cancelled(bench, place, `${prefix}7`)]
}

async function whileSending(bench: Bench, place: Place, one: { id: string; name: string; meddle: Meddle }): Promise<Verdict> {
  const { proxy, name } = place.network
  const [step = ''] = place.story.final
  const at = await connectTrial(bench, one.id, place)
  proxy.arm(at.profile.id, step, { kind: 'hold-before' })
  const trial = await publishTrial(bench, at)
  await until(`case ${one.id} to be sending`, 60, () => proxy.isHeld(at.profile.id))
  const { revision } = await getPost(bench.owner, trial.post.id)
  const refusal = await one.meddle(bench, trial, revision).then(
    () => undefined,
    (error: unknown) => error,
  )
  proxy.release(at.profile.id)
  await settle(bench, trial, 90)
  const verdict = await judge(bench, trial, { network: name, step, fault: `${one.name} while sending` })
  const refused = refusal instanceof ApiError && ['POST_IS_SENDING', 'POST_IS_OUT'].includes(refusal.code)
  return refused ? verdict : { ...verdict, verdict: 'BROKEN', note: `the change was not refused: ${String(refusal)}` }
}

/** The same creating request twice at the same moment, with one Idempotency-Key. */
async function doubleClick(bench: Bench, place: Place, id: string): Promise<Verdict> {
  const at = await connectTrial(bench, id, place)
  const click = () => publishTrial(bench, at, { kind: 'now' }, `double-${id}`)
  const [first, second] = await Promise.all([click(), click()])
  await settle(bench, first, 90)
  const about = { network: place.network.name, step: 'create', fault: 'a double click, one Idempotency-Key', needHits: false }
  const verdict = await judge(bench, first, about)
  return first.post.id === second.post.id ? verdict : { ...verdict, verdict: 'DUPLICATE', note: 'two posts were made' }
}

/** Cancelling a scheduled post before its time sends nothing. */
async function cancelled(bench: Bench, place: Place, id: string): Promise<Verdict> {
  const at = await connectTrial(bench, id, place)
  const { post } = await publishTrial(bench, at, { kind: 'at', local: '2031-01-05T09:00' })
  await bench.owner.call<Post>('POST', `/posts/${post.id}/unschedule`, { postId: post.id, revision: post.revision })
  const live = await at.profile.live()
  const { state } = await getPost(bench.owner, post.id)
  const fine = live.length === 0 && state === 'draft'
  return {
    id,
    network: place.network.name,
    step: 'create',
    fault: 'cancelled before its time',
    verdict: fine ? 'none, explained' : 'LOST',
    seconds: 0,
    note: `${live.length} live; ${state}`,
  }
}
