import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, Delivery, NetworkEnvironment, PostContent } from '../network.ts'
import { enoughTime, randomPosts } from '../test-random.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { usual } from './stand-in-limits.ts'
import { randomFrom, randomPost } from './test-posts.ts'
import { setMastodonStage } from './test-stage.ts'

let stage: StandInStage
let access: AccountAccess
let environment: NetworkEnvironment
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false })
  access = await stage.connect()
  const picture = await stage.environment().image({ mediaId: 'm' }, rulesFor(access.limits).images)
  environment = stage.environment({ image: async () => picture, signal: AbortSignal.timeout(120_000) })
})
afterAll(() => stage?.close())

test('what the rules accept the server accepts, and what they refuse it refuses', enoughTime, async () => {
  const random = randomFrom(4_711)
  const seen = { accepted: 0, refused: 0 }
  for (let round = 0; round < randomPosts; round += 1) {
    const content = randomPost(random)
    const errors = rulesFor(access.limits)
      .check(content)
      .filter(({ severity }) => severity === 'error')
      .map(({ reason }) => reason.code)
    const refusal = await send(content)
    expect({ content, errors, refusal }).toMatchObject(errors.length === 0 ? { refusal: undefined } : { refusal: 'rejected' })
    seen[errors.length === 0 ? 'accepted' : 'refused'] += 1
  }
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(randomPosts / 6)
})

test('the rules of a server are those it tells of itself', () => {
  const rules = rulesFor(access.limits)
  expect(rules.count('')).toEqual([{ unit: 'characters', used: 0, max: usual.characters }])
  expect(rules.images).toMatchObject({ maxPerPart: usual.images, maxBytes: usual.imageBytes, maxAltLength: usual.altCharacters })
  expect(rules.polls).toMatchObject({ maxOptions: usual.pollOptions, maxOptionLength: usual.pollCharacters })
})

/** Sends it without asking the rules; answers the trouble that stopped it. */
async function send(content: PostContent): Promise<string | undefined> {
  let job: Delivery = { access, content, prepared: publishing.prepare(content, environment.now()), results: {} }
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, environment)
    if (!done.ok) return done.trouble.kind
    job = { ...job, results: { ...job.results, [step.name]: done.value } }
  }
  return undefined
}
