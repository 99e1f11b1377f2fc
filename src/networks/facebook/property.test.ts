import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostMedia } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'
import { runTo, setFacebookStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setFacebookStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

/** What Hearth would leave out, or convert by encoding anew, says nothing of what the network takes. */
const beforehand = new Set([
  'too-many-parts',
  'no-polls',
  'photos-or-video',
  'too-many-videos',
  'story-shows-one',
  'no-image',
  'reel-needs-video',
  'story-needs-media',
  'video-frame-rate',
  'video-cropped',
  'alt-too-long',
])

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor({}),
    post: randomPost,
    beforehand,
    send: (post) => runTo(undefined, startJob(access, post, stage.environment().now().toString()), stage.environment()),
    made: (isNew) => stage.standIn.posts().flatMap((post) => (isNew(post) && post.replyTo === undefined ? [1] : [])),
    expected: () => [1],
    after: () => stage.pass({ hours: 1 }),
  })
  expect(rarer).toBeGreaterThan(few)
})

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
  ' ',
]

const films = [
  testVideo({ seconds: 3, width: 540, height: 960 }),
  testVideo({ seconds: 3, width: 540, height: 960, framesPerSecond: 24 }),
  testVideo({ seconds: 2, width: 540, height: 960 }),
  testVideo({ seconds: 3, width: 360, height: 640 }),
] as const

function randomPost(random: Dice, number: number): PostContent {
  const kind = pick(random, ['post', 'post', 'post', 'reel', 'story'])
  const words = randomText(random, pieces, random(30))
  // The same words twice would be a duplicate, which the rules cannot know of.
  const written = words === '' ? '' : `${number} ${words}`
  const text = pick(random, [written, written, '', '', `${number} ${'字'.repeat(63_200 + random(6))}`])
  const photos = Array.from({ length: pick(random, [1, 2, 3, 10, 11]) }, (_, index) => testPhoto(`photo-${index}`))
  const media: readonly PostMedia[] = pick(random, [[], photos, [testPhoto('alone')], [pick(random, [...films])]])
  const comment = random(6) === 0 ? { first_comment: 'The menu' } : {}
  return testPost({ text, media }, { kind, ...comment })
}
