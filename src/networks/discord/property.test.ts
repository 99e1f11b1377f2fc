import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostPart } from '../network.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { testImage, testPost } from './test-content.ts'
import { runTo, setDiscordStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setDiscordStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

test('what the rules accept goes out, and what they refuse the network would refuse', enoughTime, async () => {
  let done = false
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor({}),
    post: randomPost,
    // The network ignores what it does not know, and these are never sent.
    beforehand: new Set([
      'colour-not-known',
      'thread-not-known',
      'link-not-an-address',
      'poll-time',
      'poll-options',
      'poll-and-media',
      'too-many-parts',
    ]),
    send: async (post) => {
      done = false
      await runTo(undefined, startJob(access, post), stage.environment())
      done = true
    },
    made: (isNew) =>
      stage.standIn
        .posts()
        .filter((post) => done && isNew(post))
        .map(({ images }) => images.length)
        .toReversed(),
    expected: ({ parts }) => parts.map(({ media }) => media.length),
    after: () => stage.pass({ minutes: 1 }),
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  const parts = Array.from({ length: pick(random, [1, 1, 2]) }, () => randomPart(random))
  return testPost(parts, { card: pick(random, ['embed', 'plain']), spoiler: random(2) === 0, colour: pick(random, ['', '#112233']) })
}

function randomPart(random: Dice): Partial<PostPart> {
  const media = Array.from({ length: pick(random, [0, 0, 1, 2, 11]) }, (_, index) =>
    testImage(`image-${index}`, random(12) === 0 ? { alt: 'a'.repeat(1020 + random(8)) } : {}),
  )
  const text = pick(random, ['', randomText(random, pieces, random(40)), '字'.repeat(1998 + random(4)), '🔥'.repeat(998 + random(4))])
  const link = {
    url: pick(random, ['https://hearth.example/menu', 'https://tea.example/']),
    title: pick(random, ['', 'x'.repeat(300)]),
    description: 'y'.repeat(random(5000)),
  }
  const options = Array.from({ length: 2 + random(3) }, () => pick(random, ['Tea', 'Cake', '', 'x'.repeat(54 + random(3))]))
  const poll = { options, minutes: pick(random, [60, 61, 46_080, 46_081]), multiple: random(2) === 0 }
  return {
    text: random(6) === 0 ? '字'.repeat(299 + random(3)) : text,
    media: random(4) === 0 ? [] : media,
    ...(random(4) === 0 ? { link } : {}),
    ...(random(5) === 0 && media.length === 0 ? { poll } : {}),
  }
}

const pieces: readonly [string, ...string[]] = [
  'tea ',
  '開幕夜',
  '👨‍👩‍👧 ',
  '**bold** ',
  '<@80351110224678912> ',
  '@everyone ',
  'https://hearth.example/menu ',
  '\n',
  ' ',
  '||x||',
]
