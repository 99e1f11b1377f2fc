import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostImage } from '../network.ts'
import { type Dice, dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { countCaption } from './stand-in-text.ts'
import { smallVideo, testImage, testPost } from './test-content.ts'
import { runTo, setInstagramStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setInstagramStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

/** Of what the network is never shown, it cannot refuse anything. */
const beforehand = new Set(
  'empty-part image-needed too-many-parts no-polls image-wrong-type image-unreadable story-one-file reel-needs-video comment-too-long comment-hashtags'.split(
    ' ',
  ),
)

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(),
    post: randomPost,
    beforehand,
    send: (post) => runTo(undefined, startJob(access, post), stage.environment()),
    made: (isNew) =>
      stage.standIn.posts().flatMap((post) => {
        const { text, images, videos = [], replyTo } = post
        return isNew(post) && replyTo === undefined ? [{ text, files: images.length + videos.length }] : []
      }),
    expected: ({ parts: [{ text, media } = { text: '', media: [] }], settings }) => [
      { text: settings['kind'] === 'story' ? '' : text, files: media.length },
    ],
    after: () => stage.pass({ minutes: 40 }),
  })
  expect(rarer).toBeGreaterThan(few)
})

test('the network counts captions as the rules do, whatever is in them', () => {
  const random = dice(7)
  const texts = Array.from({ length: 2000 }, () => randomText(random, pieces, 1 + random(60)))
  const differing = texts.filter((text) => {
    const found = rulesFor().entities(text)
    const [count] = rulesFor().count(text)
    const { characters, hashtags, mentions } = countCaption(text)
    const ours = [count?.used, found.filter(({ kind }) => kind === 'tag').length, found.filter(({ kind }) => kind === 'mention').length]
    return ours.join() !== [characters, hashtags, mentions].join()
  })
  expect(differing).toEqual([])
})

function randomPost(random: Dice): PostContent {
  const count = pick(random, [1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 10, 11, 0])
  const kind = count === 1 ? pick(random, ['post', 'post', 'reel', 'story']) : 'post'
  const text = randomText(random, pieces, pick(random, [0, 3, 20, 60, 400]))
  return testPost(
    {
      text: pick(random, [text, text, text, '#a '.repeat(28 + random(4)), '@b '.repeat(18 + random(4)), '字'.repeat(2190 + random(20))]),
      media: Array.from({ length: count }, (_, index) => (kind === 'reel' || random(5) === 0 ? smallVideo : randomImage(random, index))),
      ...(random(20) === 0 ? { link: { url: 'https://hearth.example', title: 'Menu', description: '' } } : {}),
      ...(random(30) === 0 ? { poll: { options: ['Tea', 'Cake'], minutes: 60, multiple: false } } : {}),
    },
    randomSettings(random, kind),
  )
}

function randomSettings(random: Dice, kind: string): PostContent['settings'] {
  return {
    kind,
    first_comment: pick(random, ['', '', 'Ask us']),
    collaborators: pick(random, ['', '', '', '@kindling', 'a b c', 'a, b, c, d', 'not-a-name']),
    user_tags: pick(random, ['', '', '', '@kindling', 'a b c', 'n '.repeat(21)]),
  }
}

function randomImage(random: Dice, index: number): PostImage {
  const size = { width: 30 + random(5000), height: 30 + random(5000) }
  const focus = random(2) === 0 ? { focus: { x: random(101) / 100, y: random(101) / 100 } } : {}
  const alt = random(25) === 0 ? 'a'.repeat(995 + random(10)) : randomText(random, pieces, random(8))
  return testImage(`image-${index}`, { ...size, ...focus, alt })
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  'パンの日 ',
  'خبز ',
  '🔥',
  '👨‍👩‍👧 ',
  '#bread ',
  '#開幕 ',
  '##twice ',
  '#️⃣ ',
  '@kindling ',
  '@the.hearth. ',
  'us@hearth.example ',
  'https://hearth.example/#menu ',
  '#é\u0301 ',
  '@',
  '#',
  '.',
  '\n',
  'a',
]
