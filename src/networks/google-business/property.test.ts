import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, Settings } from '../network.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'
import { runTo, setGoogleBusinessStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setGoogleBusinessStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

test('what the rules accept Google takes as it is written, and what they refuse it refuses', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    // Not sent by the library of tests, whose pictures are all of one size.
    beforehand: new Set(['image-too-small']),
    send: (post) => runTo(undefined, startJob(access, post, stage.environment().now()), stage.environment()),
    made: (isNew) =>
      stage.standIn
        .posts()
        .filter(isNew)
        .map(({ text, kind, title = '' }) => [kind, title, text]),
    expected: ({ settings, parts }) => [
      [String(settings['kind']), settings['kind'] === 'update' ? '' : String(settings['event_title']).trim(), parts[0]?.text.trim()],
    ],
    after: async (number) => {
      stage.pass({ minutes: 2 })
      if (number % 20 === 19) access = await stage.connect()
    },
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  const text = pick(random, [words(random, random(30)), '', '字'.repeat(1496 + random(8)), '🔥'.repeat(748 + random(4))])
  const settings: Settings = {
    kind: pick(random, ['update', 'update', 'event', 'offer']),
    event_title: pick(random, ['Open house', '開幕夜', words(random, 1 + random(3)), 'x'.repeat(56 + random(5)), '']),
    event_start: pick(random, ['2026-12-05T18:00', '2026-12-05T18:00', '2026-12-31T23:59', '2027-02-30T09:00']),
    event_end: pick(random, ['2026-12-05T21:30', '2027-01-01T00:00', '2027-01-01T00:00']),
    action: pick(random, ['none', 'BOOK', 'LEARN_MORE', 'CALL']),
    action_url: pick(random, ['https://hearth.example/menu', 'https://例え.example/餐', '', 'hearth.example', 'ftp://hearth.example']),
    coupon_code: pick(random, ['', 'TEA2', '茶'.repeat(57 + random(3))]),
    redeem_url: pick(random, ['', 'https://hearth.example/two', 'two']),
    terms: pick(random, ['', 'One for each guest.']),
  }
  const link = random(4) === 0 ? { link: { url: 'https://hearth.example/card', title: 'Menu', description: '' } } : {}
  return testPost({ text, media: random(3) === 0 ? [testPhoto()] : [], ...link }, settings)
}

function words(random: Dice, count: number): string {
  return randomText(random, ['bread ', '開幕夜', 'パン ', 'خبز ', '👨‍👩‍👧', '#麵包 ', '0:30 ', '\n', 'https://hearth.example '], count)
}
