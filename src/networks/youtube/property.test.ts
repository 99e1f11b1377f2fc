import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, Settings } from '../network.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { small, testPost } from './test-content.ts'
import { setYouTubeStage } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setYouTubeStage({ channelUploads: 1_000_000 })
  access = await stage.connect()
})
afterAll(() => stage.close())

test('what the rules accept YouTube takes, and what they refuse it refuses', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    send: async (post) => {
      const job = { access, content: post, prepared: publishing.prepare(post, stage.environment().now()), results: {} }
      return valueOf(await publishing.perform({ name: 'session 1', final: false }, job, stage.environment()))
    },
    after: async (number) => {
      // A hundred uploads a day are what a project may begin.
      stage.pass({ minutes: 20 })
      if (number % 3 === 2) access = await stage.connect()
    },
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  const text = pick(random, [words(random, random(40)), '字'.repeat(1660 + random(12)), 'é'.repeat(2495 + random(10)), ''])
  const settings: Settings = {
    title: pick(random, [words(random, 1 + random(12)), '題'.repeat(95 + random(10)), '🔥'.repeat(47 + random(6))]),
    tags: pick(random, ['', tags(random, random(12)), tags(random, 60 + random(30)), 'a b,'.repeat(3), '火,'.repeat(200)]),
    visibility: pick(random, ['public', 'unlisted', 'private']),
    made_for_kids: random(4) === 0,
    category: pick(random, ['22', '10', '29']),
  }
  const link = random(6) === 0 ? { link: { url: 'https://hearth.example/menu', title: 'Menu', description: '' } } : {}
  return testPost({ text, media: [small()], ...link }, settings)
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  'パン ',
  'خبز ',
  '👨‍👩‍👧',
  '#麵包 ',
  '0:30 ',
  '\n',
  'a & b ',
  'bread ',
  '火',
  '…',
  'x',
  ' ',
]

function words(random: Dice, length: number): string {
  const text = randomText(random, pieces, length)
  return random(12) === 0 ? `${text}<` : text
}

function tags(random: Dice, count: number): string {
  return Array.from({ length: count }, (_, index) => `${pick(random, ['bread', 'sour dough', '麵包', '#rye', ''])}${index}`).join(
    pick(random, [',', '，', ', ', '\n']),
  )
}
