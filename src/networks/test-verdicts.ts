import { expect } from 'vitest'

import type { Rules } from './network-rules.ts'
import type { PostContent } from './network.ts'
import { type Dice, dice, randomPosts } from './test-random.ts'
import type { StandInStage } from './test-stand-in-stage.ts'

interface Trial {
  readonly stage: StandInStage
  readonly rules: Pick<Rules, 'check'>
  /** The post of this number; networks that refuse the same words twice need it. */
  readonly post: (random: Dice, number: number) => PostContent
  /** What the network is never shown, it cannot refuse: posts with these troubles are passed over. */
  readonly beforehand?: ReadonlySet<string>
  /** The whole way, whatever the rules say. @throws where the network refuses. */
  readonly send: (post: PostContent) => Promise<unknown>
  /** What is new on the network, as far as it is to be compared with `expected`; nothing is where it does not say. */
  readonly made?: (isNew: (post: { readonly id: string }) => boolean) => readonly unknown[]
  /** What is to be new of a post that the rules accept. */
  readonly expected?: (post: PostContent) => readonly unknown[]
  /** After each, for example to let time pass. */
  readonly after?: (number: number) => Promise<void> | void
}

/** What the rules accept goes out as written, and what they refuse the network refuses. Answers how often the rarer of the two was seen. */
export async function compareVerdicts({
  stage,
  rules,
  post,
  beforehand,
  send,
  made = () => [],
  expected = () => [],
  after,
}: Trial): Promise<number> {
  const random = dice(20_261_128)
  const seen = { accepted: 0, refused: 0 }
  for (let number = 0; number < randomPosts; number += 1) {
    const content = post(random, number)
    const found = rules.check(content)
    if (found.some(({ reason }) => beforehand?.has(reason.code))) continue
    const codes = found.flatMap(({ severity, reason }) => (severity === 'error' ? [reason.code] : []))
    const known = new Set(stage.standIn.posts().map(({ id }) => id))
    const said = await refusalOf(send(content))
    const outcome = { number, codes, said, accepted: said === '', made: made(({ id }) => !known.has(id)) }
    expect(outcome).toEqual({ ...outcome, accepted: codes.length === 0, made: codes.length === 0 ? expected(content) : [] })
    seen[outcome.accepted ? 'accepted' : 'refused'] += 1
    await after?.(number)
  }
  return Math.min(seen.accepted, seen.refused)
}

async function refusalOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent
    return ''
  } catch (error) {
    return String(error)
  }
}
