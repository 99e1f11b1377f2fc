import { ApiError, createPost, getPost } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { liveOf } from './bench-network.ts'
import { type Bench, connectTrial, judge, partOne, partTwo, publishTrial, settle, type Trial, type Verdict } from './trial.ts'

type Meddle = (bench: Bench, trial: Trial, revision: number) => Promise<unknown>

const meddling: Readonly<Record<string, Meddle>> = {
  edit: (bench, { post }, revision) =>
    bench.owner.call('PUT', `/posts/${post.id}`, {
      postId: post.id,
      revision,
      content: { parts: [{ text: 'Changed meanwhile', images: [] }], languages: ['en'] },
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
export async function runPeopleCases(bench: Bench): Promise<Verdict[]> {
  const held = await Promise.all(
    Object.entries(meddling).map(([name, meddle], index) => whileSending(bench, { id: `people${index + 1}`, name, meddle })),
  )
  return [...held, await doubleClick(bench, 'people6'), await cancelled(bench, 'people7')]
}

async function whileSending(bench: Bench, one: { id: string; name: string; meddle: Meddle }): Promise<Verdict> {
  const { proxy } = bench.bluesky
  const at = await connectTrial(bench, one.id)
  proxy.arm(at.did, 'part 1', { kind: 'hold-before' })
  const trial = await publishTrial(bench, one.id, at)
  await until(`case ${one.id} to be sending`, 60, () => proxy.isHeld(at.did))
  const { revision } = await getPost(bench.owner, trial.post.id)
  const refusal = await one.meddle(bench, trial, revision).then(
    () => undefined,
    (error: unknown) => error,
  )
  proxy.release(at.did)
  await settle(bench, trial, 90)
  const verdict = await judge(bench, trial, { step: 'part 1', fault: `${one.name} while sending` })
  const refused = refusal instanceof ApiError && ['POST_IS_SENDING', 'POST_IS_OUT'].includes(refusal.code)
  return refused ? verdict : { ...verdict, verdict: 'BROKEN', note: `the change was not refused: ${String(refusal)}` }
}

/** The same creating request twice at the same moment, with one Idempotency-Key. */
async function doubleClick(bench: Bench, id: string): Promise<Verdict> {
  const at = await connectTrial(bench, id)
  const click = () =>
    createPost(bench.owner, {
      texts: [partOne(id), partTwo(id)],
      accountIds: [at.account.id],
      images: [bench.image],
      when: { kind: 'now' },
      key: `double-${id}`,
    })
  const [first, second] = await Promise.all([click(), click()])
  const trial: Trial = { id, ...at, post: first, startedAt: Date.now() }
  await settle(bench, trial, 90)
  const verdict = await judge(bench, trial, { step: 'other', fault: 'a double click, one Idempotency-Key', needHits: false })
  return first.id === second.id ? verdict : { ...verdict, verdict: 'DUPLICATE', note: 'two posts were made' }
}

/** Cancelling a scheduled post before its time sends nothing. */
async function cancelled(bench: Bench, id: string): Promise<Verdict> {
  const at = await connectTrial(bench, id)
  const trial = await publishTrial(bench, id, at, { kind: 'at', local: '2031-01-05T09:00' })
  await bench.owner.call('POST', `/posts/${trial.post.id}/unschedule`, { postId: trial.post.id, revision: trial.post.revision })
  const live = await liveOf(at.remote)
  const post = await getPost(bench.owner, trial.post.id)
  const fine = live.length === 0 && post.state === 'draft'
  return {
    id,
    step: 'other',
    fault: 'cancelled before its time',
    verdict: fine ? 'none, explained' : 'LOST',
    seconds: 0,
    note: `${live.length} live; ${post.state}`,
  }
}
