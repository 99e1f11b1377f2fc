import type { Account } from '#contract/connections'
import type { MediaItem } from '#contract/media'
import type { Post } from '#contract/publishing'
import type { TestAccount } from '#testing/bluesky'

import { connectBluesky, createPost, getPost, type Owner } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { type FaultyBluesky, liveOf } from './bench-network.ts'

/** What one case came to. Read from the network; Hearth's word counts only for the reason when nothing is live. */
export interface Verdict {
  readonly id: string
  readonly step: string
  readonly fault: string
  readonly verdict: 'once' | 'none, explained' | 'taken down' | 'DUPLICATE' | 'LOST' | 'STUCK' | 'BROKEN'
  readonly seconds: number
  readonly note: string
}

/** Everything a case needs: a Hearth, its owner, the network, a picture. */
export interface Bench {
  readonly owner: Owner
  readonly bluesky: FaultyBluesky
  readonly image: MediaItem
}

/** One case's account and post. */
export interface Trial {
  readonly id: string
  readonly did: string
  readonly remote: TestAccount
  readonly account: Account
  readonly startedAt: number
  readonly post: Post
}

export type Connected = Pick<Trial, 'did' | 'remote' | 'account'>

export const partOne = (id: string) => `${id} part one`
export const partTwo = (id: string) => `${id} part two`

export async function connectTrial(bench: Bench, id: string, server = bench.bluesky.proxy.url): Promise<Connected> {
  const remote = await bench.bluesky.account(id)
  const account = await connectBluesky(bench.owner, { handle: remote.handle, password: remote.appPassword, server })
  return { did: remote.did, remote, account }
}

/** Publishes a thread of two parts, the first with a picture, at once. */
export async function publishTrial(
  bench: Bench,
  id: string,
  at: Connected,
  when: Parameters<typeof createPost>[1]['when'] = { kind: 'now' },
): Promise<Trial> {
  const post = await createPost(bench.owner, {
    texts: [partOne(id), partTwo(id)],
    accountIds: [at.account.id],
    images: [bench.image],
    ...(when ? { when } : {}),
  })
  return { id, ...at, post, startedAt: Date.now() }
}

const settled = new Set(['published', 'rejected', 'missed', 'needs-a-person', 'taken-down', 'cancelled'])

/** Waits until Hearth says where the delivery stands for good. */
export function settle(bench: Bench, trial: Trial, seconds: number): Promise<Post | undefined> {
  return until(`case ${trial.id} to settle`, seconds, async () => {
    const post = await getPost(bench.owner, trial.post.id)
    return post.deliveries.every(({ state }) => settled.has(state)) && post
  }).catch(() => undefined)
}

/** The verdict on a case that should be live once, or not at all for a reason. */
export async function judge(bench: Bench, trial: Trial, about: { step: string; fault: string; needHits?: boolean }): Promise<Verdict> {
  const post = await getPost(bench.owner, trial.post.id)
  const [delivery] = post.deliveries
  const live = await liveOf(trial.remote)
  const ones = live.filter(({ text }) => text === partOne(trial.id))
  const twos = live.filter(({ text }) => text === partTwo(trial.id))
  const seconds = Math.round((Date.now() - trial.startedAt) / 1000)
  const say = (verdict: Verdict['verdict'], note: string): Verdict => ({
    id: trial.id,
    step: about.step,
    fault: about.fault,
    verdict,
    seconds,
    note,
  })
  const state = delivery ? `${delivery.state}${delivery.reason ? ` (${delivery.reason.code})` : ''}` : 'no delivery'
  if (ones.length > 1 || twos.length > 1) return say('DUPLICATE', `${ones.length} + ${twos.length} live; ${state}`)
  if (about.needHits !== false && bench.bluesky.proxy.hits(trial.did) === 0) return say('BROKEN', `the fault never happened; ${state}`)
  if (!delivery || !settled.has(delivery.state)) return say('STUCK', state)
  if (ones.length === 1 && twos.length === 1) {
    if (delivery.state !== 'published') return say('STUCK', `live, but Hearth says ${state}`)
    if (ones[0]?.images !== 1 || twos[0]?.parent !== ones[0].uri) return say('BROKEN', 'live, but the picture or the thread is broken')
    return say('once', state)
  }
  if (ones.length === 0 && twos.length === 0 && delivery.state !== 'published' && (delivery.reason || delivery.state === 'cancelled'))
    return say('none, explained', state)
  return say('LOST', `${ones.length} + ${twos.length} live; ${state}`)
}

/** The verdict after taking down: nothing may be left, and Hearth must know it. */
export async function judgeTakenDown(bench: Bench, trial: Trial, about: { step: string; fault: string }): Promise<Verdict> {
  const post = await getPost(bench.owner, trial.post.id)
  const live = await liveOf(trial.remote)
  const state = post.deliveries[0]?.state ?? 'no delivery'
  const seconds = Math.round((Date.now() - trial.startedAt) / 1000)
  const say = (verdict: Verdict['verdict'], note: string): Verdict => ({ id: trial.id, ...about, verdict, seconds, note })
  if (bench.bluesky.proxy.hits(trial.did) === 0) return say('BROKEN', `the fault never happened; ${state}`)
  if (state === 'taken-down')
    return live.length === 0 ? say('taken down', state) : say('LOST', `${live.length} still live, but Hearth says ${state}`)
  return say('STUCK', `${live.length} live; ${state}`)
}
