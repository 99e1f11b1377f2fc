import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostPart } from '../network.ts'
import { type Dice, dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { countLinks, findEntities, measure } from './counting.ts'
import { rulesFor } from './rules.ts'
import * as standIn from './stand-in-text.ts'
import { smallVideo, testImage, testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setThreadsStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  let done = false
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(),
    post: randomPost,
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
    expected: ({ parts }) => parts.map(({ text }) => text),
    after: async (number) => {
      stage.pass({ hours: 2 })
      // Tokens last sixty days.
      if (number % 300 === 299) access = await stage.connect()
    },
  })
  expect(rarer).toBeGreaterThan(few)
})

test('the network counts characters, links and topics as the rules do, whatever is written', () => {
  const random = dice(7)
  const texts = Array.from({ length: 3000 }, () => randomText(random, pieces, 1 + random(60)))
  const differing = texts.filter((text) => {
    const [topic] = findEntities(text).filter(({ kind }) => kind === 'tag')
    const ours = [measure(text).count, countLinks(text), countLinks(text, 'https://hearth.example'), topic?.value]
    const theirs = [
      standIn.countText(text),
      standIn.countLinks(text, undefined),
      standIn.countLinks(text, 'https://hearth.example'),
      standIn.topicIn(text),
    ]
    return ours.join() !== theirs.join()
  })
  expect(differing).toEqual([])
})

function randomPost(random: Dice): PostContent {
  const parts = Array.from({ length: pick(random, [1, 1, 1, 2, 3]) }, () => randomPart(random))
  return testThread(parts, {
    topic_tag: pick(random, ['', '', '開幕', '#bread', 'a.b', 'x'.repeat(51)]),
    reply_control: pick(random, ['everyone', 'mentioned_only']),
  })
}

function randomPart(random: Dice): Partial<PostPart> {
  const media = Array.from({ length: pick(random, [0, 0, 0, 1, 1, 2, 3]) }, (_, index) =>
    random(4) === 0 ? smallVideo : testImage(`image-${index}`, random(20) === 0 ? { alt: 'a'.repeat(995 + random(10)) } : {}),
  )
  const text = pick(random, [randomText(random, pieces, random(30)), 'bread', '字'.repeat(496 + random(8)), '🔥'.repeat(123 + random(4))])
  const poll = {
    options: Array.from({ length: 1 + random(5) }, () => randomText(random, pieces, 1 + random(3)).trim()),
    minutes: 1440,
    multiple: false,
  }
  const link = { url: pick(random, ['https://hearth.example', 'https://tea.example/menu']), title: '', description: '' }
  return { text, media, ...(random(6) === 0 && media.length === 0 ? { poll } : {}), ...(random(6) === 0 ? { link } : {}) }
}

const pieces: readonly [string, ...string[]] = [
  ...([
    'bread ',
    '開幕夜',
    'パンの日 ',
    'خبز ',
    '🔥',
    '👨‍👩‍👧 ',
    '1️⃣',
    '🇹🇼',
    '🏽',
    '©',
    '#bread ',
    '#開幕 ',
    '##twice ',
    '@kindling ',
  ] as const),
  ...([
    'us@hearth.example ',
    'https://hearth.example/#menu ',
    'http://hearth.example',
    ' www.tea.example, ',
    '（https://飯.example）',
  ] as const),
  ...(['https://a.example https://b.example https://c.example https://d.example ', '@', '#', '.', '\n', 'a'] as const),
]
