import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostPart } from '../network.ts'
import { testDocument } from '../test-media.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { smallVideo, testImage, testThread } from './test-content.ts'
import { runTo, setTelegramStage, startJob } from './test-stage.ts'
import { plain } from './wording.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setTelegramStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  let done = false
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    // The network takes polls of one option, and a poll's files are sent nowhere.
    beforehand: new Set(['poll-options', 'poll-and-media', 'link-not-an-address']),
    send: async (post) => {
      done = false
      await runTo(undefined, startJob(access, post), stage.environment())
      done = true
    },
    // A thread that the network refuses further down has begun by then.
    made: (isNew) =>
      stage.standIn
        .posts()
        .filter((post) => done && isNew(post))
        .toReversed()
        .map(({ text }) => text),
    expected: ({ parts }) => parts.map(({ text, link, media }) => plain(text) || (media.length > 0 ? '' : (link?.url ?? ''))),
    after: () => stage.pass({ hours: 2 }),
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  return testThread(Array.from({ length: pick(random, [1, 1, 1, 2]) }, () => randomPart(random)))
}

function randomPart(random: Dice): Partial<PostPart> {
  const documents = random(6) === 0
  const media = Array.from({ length: pick(random, [0, 0, 0, 0, 1, 2, 3, 11]) }, (_, index) =>
    documents && random(5) > 0 ? testDocument() : random(4) === 0 ? smallVideo : testImage(`image-${index}`),
  )
  const text = pick(random, [
    randomText(random, pieces, random(30)),
    'bread',
    ' ',
    '字'.repeat(1020 + random(8)),
    '🔥'.repeat(2045 + random(6)),
    'x'.repeat(297 + random(7)),
  ])
  const poll = {
    options: Array.from({ length: 2 + random(11) }, () => pick(random, ['Tea', 'Cake', '開幕', 'x'.repeat(98 + random(4)), ' '])),
    minutes: pick(random, [1, 1440, 43_800]),
    multiple: random(2) === 0,
  }
  const link = { url: 'https://hearth.example/menu', title: '', description: '' }
  return { text, media, ...(random(5) === 0 && media.length === 0 ? { poll } : {}), ...(random(6) === 0 ? { link } : {}) }
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  '🔥',
  '👨‍👩‍👧 ',
  '#bread ',
  '#開幕 ',
  '@kindling ',
  'us@hearth.example ',
  'https://hearth.example/#menu ',
  ' hearth.social/menu, ',
  '（https://tea.example）',
  '*bold* _it_ <b> ',
  '\r\n',
  '#',
  '@',
  'a',
]
