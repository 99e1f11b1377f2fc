import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent } from '../network.ts'
import { testDocument } from '../test-media.ts'
import { asLittle, asShown } from './little.ts'
import { rulesFor } from './rules.ts'
import { readLittle } from './stand-in-little.ts'
import { testImage, testPost } from './test-content.ts'
import { type LinkedInStage, runTo, setLinkedInStage, startJob } from './test-stage.ts'

let stage: LinkedInStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setLinkedInStage()
  access = await stage.connectAs(stage.profile.id)
})
afterAll(() => stage.close())

const cases = 150
/** Of what the network is never shown, it cannot refuse anything. */
const beforehand = new Set([
  'empty-part',
  'too-many-parts',
  'media-mixed',
  'too-many-documents',
  'poll-and-media',
  'images-and-link',
  'poll-length',
])

test('what the rules accept goes out as written, and what they refuse the network would refuse', async () => {
  const random = dice(20_261_128)
  const seen = { accepted: 0, refused: 0 }
  for (let number = 0; number < cases; number += 1) {
    const post = randomPost(random, number)
    const codes = rulesFor(access.limits)
      .check(post)
      .flatMap(({ severity, reason }) => (severity === 'error' ? [reason.code] : []))
    if (codes.some((code) => beforehand.has(code))) continue
    const known = new Set(await stage.live())
    const outcome = await attempt(post)
    const made = stage.standIn.posts().flatMap(({ id, text, replyTo }) => (known.has(id) || replyTo !== undefined ? [] : [text]))
    const expected = codes.length > 0 ? [] : [asShown(post.parts[0]?.text.trim() ?? '')]
    expect({ number, codes, ...outcome, made }).toEqual({ number, codes, ...outcome, accepted: codes.length === 0, made: expected })
    seen[outcome.accepted ? 'accepted' : 'refused'] += 1
  }
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(cases / 8)
}, 120_000)

/** The whole way, whatever the rules say. */
async function attempt(post: PostContent): Promise<{ readonly accepted: boolean; readonly said: string }> {
  try {
    await runTo(undefined, startJob(access, post, stage.environment().now()), stage.environment())
    return { accepted: true, said: '' }
  } catch (error) {
    return { accepted: false, said: String(error) }
  }
}

test('the network reads every text as it was meant, and none is cut', () => {
  const random = dice(7)
  const texts = Array.from({ length: 2000 }, () => randomText(random, 1 + random(40)))
  const wrong = texts.filter((text) => {
    const { text: read, cutAt } = readLittle(asLittle(text))
    return read !== asShown(text) || cutAt !== undefined
  })
  expect(wrong).toEqual([])
})

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

/** Each says something else, for the same words twice are a duplicate. */
function randomPost(random: Dice, number: number): PostContent {
  const words = pick(random, [randomText(random, random(60)), '('.repeat(1480 + random(30)), '字'.repeat(2980 + random(30)), ''])
  const text = `${number} ${words}`
  const link = {
    url: 'https://hearth.example',
    title: 'a'.repeat(pick(random, [0, 9, 398 + random(4)])),
    description: 'd'.repeat(pick(random, [0, 4084 + random(4)])),
  }
  return pick(random, [
    testPost({ text }),
    testPost({ text, link }),
    testPost({
      text,
      media: Array.from({ length: pick(random, [1, 2, 3]) }, (_, index) =>
        testImage(`i${index}`, { alt: 'a'.repeat(pick(random, [0, 5, 4084 + random(4)])) }),
      ),
    }),
    testPost({ text, media: [testDocument(pick(random, [1, 2, 4]), { title: pick(random, ['Menu', ' ', 't'.repeat(398 + random(4))]) })] }),
    testPost({ text, poll: randomPoll(random) }, random(2) === 0 ? { poll_question: 'q'.repeat(139 + random(3)) } : {}),
  ])
}

function randomPoll(random: Dice): { options: string[]; minutes: number; multiple: boolean } {
  const options = Array.from(
    { length: 1 + random(5) },
    (_, index) => `${pick(random, ['茶', 'Tea', 'x'.repeat(28)])}${random(9) === 0 ? '' : index}${random(9) === 0 ? 'yy' : ''}`,
  )
  return { options, minutes: pick(random, [1, 3, 7, 14]) * 24 * 60, multiple: false }
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  'خبز ',
  '🔥',
  '#bread ',
  '#開幕_夜 ',
  '##twice ',
  '＃全形 ',
  '@[Kindling](urn:li:person:a_1-b) ',
  '@[A \\(B\\)](urn:li:organization:2)',
  '@[broken](urn:li:x:1)',
  'us@hearth.example ',
  'https://hearth.example/#menu_(a) ',
  '\\',
  '{hashtag|#|x}',
  '|',
  '*_~<>',
  '(',
  ']',
  '@',
  '#',
  '\n',
  'a',
]

function randomText(random: Dice, length: number): string {
  return Array.from({ length }, () => pick(random, pieces)).join('')
}
