import type { Account } from '#contract/connections'
import type { MediaItem } from '#contract/media'
import type { Delivery, Post, When } from '#contract/publishing'

import type { Story } from '../../src/networks/test-faults.ts'
import { getPost, type Owner } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { contentOf, textOf } from './content-of.ts'
import type { FaultyNetwork, LivePost, Profile } from './faulty-network.ts'

/** What one case came to. Read from the network; Hearth's word counts only for the reason when not all is live. */
export interface Verdict extends About {
  readonly id: string
  readonly verdict: Good | 'DUPLICATE' | 'LOST' | 'STUCK' | 'BROKEN'
  readonly seconds: number
  readonly note: string
}

/** `a person, rightly`: where the network offers no way to know or to go on. */
export type Good = 'once' | 'a person, rightly' | 'none, explained' | 'taken down'

/** What the table says of a case. */
export interface About {
  readonly network: string
  readonly step: string
  readonly fault: string
}

/** A Hearth, its owner, and a picture and a film in its library. */
export interface Bench {
  readonly owner: Owner
  readonly image: MediaItem
  readonly video: MediaItem
}

/** Where a case happens: a network and a post there. */
export interface Place {
  readonly network: FaultyNetwork
  readonly story: Story
}

/** One case's profile, account and post. */
export interface Trial extends Place {
  readonly id: string
  readonly profile: Profile
  readonly account: Account
  readonly startedAt: number
  readonly post: Post
}

export type Connected = Omit<Trial, 'post' | 'startedAt'>

export async function connectTrial(bench: Bench, id: string, { network, story }: Place, server?: string): Promise<Connected> {
  const profile = await network.join(id, story.arrangement)
  return { id, network, story, profile, account: await profile.connect(bench.owner, server) }
}

/** Publishes the story, at once unless told otherwise. */
export async function publishTrial(bench: Bench, at: Connected, when: When = { kind: 'now' }, key?: string): Promise<Trial> {
  const body = {
    brandId: bench.owner.brandId,
    content: contentOf(at.id, { ...at.story, network: at.account.network }, { picture: bench.image.id, film: bench.video.id }),
    accountIds: [at.account.id],
    when,
  }
  const post = await bench.owner.call<Post>('POST', '/posts', body, key === undefined ? {} : { 'idempotency-key': key })
  return { ...at, post, startedAt: Date.now() }
}

const settled = new Set(['published', 'rejected', 'missed', 'needs-a-person', 'taken-down', 'cancelled'])

/** Many cases ask at the same time, and one person may ask twenty times a second. */
export const unhurried = { pause: 2500 }

/** Waits until Hearth says where the delivery stands for good. */
export function settle(bench: Bench, trial: Trial, seconds: number): Promise<Post | undefined> {
  const look = async () => {
    const post = await getPost(bench.owner, trial.post.id)
    return post.deliveries.every(({ state }) => settled.has(state)) && post
  }
  return until(`case ${trial.id} to settle`, seconds, look, unhurried).catch(() => undefined)
}

interface Expected extends About {
  /** How a case may end; a post that goes out once is always well. */
  readonly orElse?: Good
  /** Need its faults have been met? */
  readonly needHits?: boolean
  /** What became of it can be seen by a person alone. */
  readonly unseen?: boolean
}

/** The verdict on a case: live once, unless something else was to be expected. */
export async function judge(bench: Bench, trial: Trial, expected: Expected): Promise<Verdict> {
  const live = await trial.profile.live()
  const [delivery] = (await getPost(bench.owner, trial.post.id)).deliveries
  const { verdict, note } = weigh(trial, { live, delivery, expected })
  return { ...about(expected), id: trial.id, verdict, note, seconds: secondsSince(trial) }
}

interface Weighed {
  readonly live: readonly LivePost[]
  readonly delivery: Delivery | undefined
  readonly expected: Expected
}

function weigh(trial: Trial, { live, delivery, expected }: Weighed): Pick<Verdict, 'verdict' | 'note'> {
  const copies = trial.story.parts.map((part) => live.filter(({ text }) => text.includes(textOf(trial.id, part))))
  const found = copies.map(({ length }) => length)
  const note = `${found.join(' + ')} live; ${sayState(delivery)}`
  if (found.some((count) => count > 1)) return { verdict: 'DUPLICATE', note }
  if (expected.needHits !== false && !trial.network.proxy.allMet(trial.profile.id))
    return { verdict: 'BROKEN', note: `the fault never happened; ${note}` }
  if (!delivery || !settled.has(delivery.state)) return { verdict: 'STUCK', note }
  if (delivery.state === 'published') {
    if (found.includes(0)) return { verdict: 'LOST', note }
    return isWhole(trial.story, copies.flat())
      ? { verdict: 'once', note }
      : { verdict: 'BROKEN', note: `pictures, poll or thread are broken; ${note}` }
  }
  const ending: Good = delivery.state === 'needs-a-person' ? 'a person, rightly' : 'none, explained'
  const explained = delivery.reason !== undefined || delivery.state === 'cancelled'
  const lost = ending === 'none, explained' && (!explained || found.some((count) => count > 0))
  if (expected.orElse === ending && !lost) return { verdict: ending, note }
  const isInDoubt = delivery.state === 'needs-a-person' && delivery.reason?.code === 'outcome-unknown'
  const isRight = trial.story.lookUp ? found.includes(0) : expected.unseen === true
  if (trial.story.absenceProvesNothing && isInDoubt && isRight) return { verdict: 'a person, rightly', note }
  return { verdict: ending === 'none, explained' ? 'LOST' : 'STUCK', note }
}

/** Everything that belongs to it, in its place. */
function isWhole({ parts }: Story, live: readonly LivePost[]): boolean {
  return parts.every((part, index) => {
    const post = live[index]
    const above = index === 0 ? undefined : live[index - 1]?.id
    return post?.images === part.images && post.films === (part.films ?? 0) && post.options === part.options && post.replyTo === above
  })
}

/** The verdict after taking down: nothing may be left, and Hearth must know it; or a person is asked, with the reason, where that was to be expected. */
export async function judgeTakenDown(bench: Bench, trial: Trial, expected: Expected): Promise<Verdict> {
  const live = await trial.profile.live()
  const [delivery] = (await getPost(bench.owner, trial.post.id)).deliveries
  const note = `${live.length} live; ${sayState(delivery)}`
  const say = (verdict: Verdict['verdict']): Verdict => ({ ...about(expected), id: trial.id, verdict, note, seconds: secondsSince(trial) })
  if (!trial.network.proxy.allMet(trial.profile.id)) return say('BROKEN')
  if (delivery?.state === 'needs-a-person' && delivery.reason && expected.orElse === 'a person, rightly') return say(expected.orElse)
  if (delivery?.state !== 'taken-down') return say('STUCK')
  return say(live.length === 0 ? 'taken down' : 'LOST')
}

/** A case that could not be tried to its end. */
export function broken(id: string, expected: About, error: unknown): Verdict {
  const note = error instanceof Error ? error.message : String(error)
  return { ...about(expected), id, verdict: 'BROKEN', seconds: 0, note }
}

function about({ network, step, fault }: About): About {
  return { network, step, fault }
}

/** For a report: how a delivery stands, and why. */
export function sayState(delivery: Delivery | undefined): string {
  if (!delivery) return 'no delivery'
  return `${delivery.state}${delivery.reason ? ` (${delivery.reason.code})` : ''}`
}

function secondsSince({ startedAt }: Trial): number {
  return Math.round((Date.now() - startedAt) / 1000)
}
