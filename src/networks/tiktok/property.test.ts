import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostMedia, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'
import { runTo, setTiktokStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setTiktokStage({ creator: () => ({ commentsOff: true, maxSeconds: 4 }) })
  access = await stage.connect()
})
afterAll(() => stage.close())

/** Of what the network is never shown, or never asks a tool about, it cannot refuse anything. */
const beforehand = new Set([
  'empty-part',
  'media-needed',
  'too-many-parts',
  'no-polls',
  'video-or-photos',
  'one-video',
  'consent-needed',
  'consent-needed-branded',
])

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    beforehand,
    send: (post) => runTo(undefined, startJob(access, post), stage.environment()),
    made: (isNew) => stage.standIn.posts().flatMap((post) => (isNew(post) ? [post.text] : [])),
    expected: ({ parts, settings }) => (settings['kind'] === 'draft' ? [] : [parts[0]?.text]),
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  const text = randomText(random, pieces, pick(random, [0, 3, 20, 200]))
  const long = '字'.repeat(pick(random, [2199, 2200, 2201, 4000, 4001]))
  return testPost({ text: pick(random, [text, text, text, text, long]), media: randomMedia(random) }, randomSettings(random))
}

function size(seconds: number, width: number, height: number) {
  return { seconds, width, height }
}

function randomMedia(random: Dice): readonly PostMedia[] {
  const wish = pick(random, [size(3, 360, 640), size(3, 640, 360), size(5, 360, 640), size(2, 360, 640)])
  if (random(2) === 0) return [testVideo({ ...wish, audio: false })]
  return Array.from({ length: pick(random, [1, 1, 2, 3, 35, 36]) }, (_, index) => testPhoto(`photo-${index}`))
}

function randomSettings(random: Dice): Settings {
  const toggles = ['allow_comment', 'allow_duet', 'allow_stitch', 'ai_generated', 'auto_music'].map((name) => [name, random(2) === 0])
  return {
    ...Object.fromEntries(toggles),
    kind: pick(random, ['post', 'post', 'post', 'draft']),
    privacy: pick(random, ['PUBLIC_TO_EVERYONE', 'PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY', 'FOLLOWER_OF_CREATOR', '']),
    disclosure: pick(random, ['none', 'none', 'own', 'branded', 'both']),
    music_consent: true,
    ...(random(3) === 0 ? { title: 'T'.repeat(pick(random, [5, 90, 91])) } : {}),
    ...(random(3) === 0 ? { photo_cover: pick(random, ['1', '2', '36', '0']) } : {}),
  }
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  'パンの日 ',
  'خبز ',
  '🔥',
  '👨‍👩‍👧 ',
  '#bread ',
  '@kindling ',
  'https://hearth.example ',
  '\n',
  'é\u0301',
]
