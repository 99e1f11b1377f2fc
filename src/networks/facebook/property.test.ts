import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostMedia } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'
import { type FacebookStage, runTo, setFacebookStage, startJob } from './test-stage.ts'

let stage: FacebookStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setFacebookStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

const cases = 120
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

test('what the rules accept goes out as written, and what they refuse the network would refuse', async () => {
  const random = dice(20_261_128)
  const seen = { accepted: 0, refused: 0 }
  for (let number = 0; number < cases; number += 1) {
    const post = randomPost(random, number)
    const found = rulesFor({}).check(post)
    const codes = found.filter(({ severity }) => severity === 'error').map(({ reason }) => reason.code)
    if (found.some(({ reason }) => beforehand.has(reason.code))) continue
    const known = new Set(await stage.live())
    const said = await attempt(post)
    const made = (await stage.live()).filter((id) => !known.has(id))
    expect({ number, codes, said, made: made.length }).toEqual({ number, codes, said, made: codes.length > 0 ? 0 : 1 })
    seen[made.length > 0 ? 'accepted' : 'refused'] += 1
    stage.pass({ hours: 1 })
  }
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(cases / 12)
}, 60_000)

/** The whole way, whatever the rules say. */
async function attempt(post: PostContent): Promise<string> {
  try {
    const now = stage.environment().now().toString()
    await runTo(undefined, startJob(access, post, now), stage.environment())
    return ''
  } catch (error) {
    return String(error)
  }
}

/** Whole numbers below the one given; the same ones every time. */
type Dice = (below: number) => number

/** Marsaglia's xorshift with 32 bits. */
function dice(seed: number): Dice {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

function pick<Value>(random: Dice, values: readonly [Value, ...Value[]]): Value {
  return values[random(values.length)] ?? values[0]
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
  const words = Array.from({ length: random(30) }, () => pick(random, pieces)).join('')
  // The same words twice would be a duplicate, which the rules cannot know of.
  const text = pick(random, [words === '' ? '' : `${number} ${words}`, '', `${number} ${'字'.repeat(63_200)}`])
  const photos = Array.from({ length: pick(random, [1, 2, 3, 10, 11]) }, (_, index) => testPhoto(`photo-${index}`))
  const media: readonly PostMedia[] = pick(random, [[], photos, [testPhoto('alone')], [pick(random, [...films])]])
  const comment = random(6) === 0 ? { first_comment: 'The menu' } : {}
  return testPost({ text, media }, { kind, ...comment })
}
