import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostMedia, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'
import { runTo, setTiktokStage, startJob, type TiktokStage } from './test-stage.ts'

let stage: TiktokStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setTiktokStage({ creator: () => ({ commentsOff: true, maxSeconds: 4 }) })
  access = await stage.connect()
})
afterAll(() => stage.close())

const cases = 150
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

test('what the rules accept goes out as written, and what they refuse the network would refuse', async () => {
  const random = dice(20_261_124)
  const seen = { accepted: 0, refused: 0 }
  for (let number = 0; number < cases; number += 1) {
    const post = randomPost(random)
    const errors = rulesFor(access.limits)
      .check(post)
      .filter(({ severity }) => severity === 'error')
    const codes = errors.map(({ reason }) => reason.code)
    if (codes.some((code) => beforehand.has(code))) continue
    const known = new Set(await stage.live())
    const outcome = await attempt(post)
    const made = stage.standIn.posts().filter(({ id }) => !known.has(id))
    const expected = codes.length > 0 || post.settings['kind'] === 'draft' ? [] : [{ text: post.parts[0]?.text }]
    expect({ number, codes, ...outcome, made: made.map(({ text }) => ({ text })) }).toEqual({
      number,
      codes,
      ...outcome,
      accepted: codes.length === 0,
      made: expected,
    })
    seen[outcome.accepted ? 'accepted' : 'refused'] += 1
  }
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(cases / 10)
}, 120_000)

/** The whole way, whatever the rules say. */
async function attempt(post: PostContent): Promise<{ readonly accepted: boolean; readonly said: string }> {
  try {
    await runTo(undefined, startJob(access, post), stage.environment())
    return { accepted: true, said: '' }
  } catch (error) {
    return { accepted: false, said: String(error) }
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

function randomPost(random: Dice): PostContent {
  const text = Array.from({ length: pick(random, [0, 3, 20, 200]) }, () => pick(random, pieces)).join('')
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
