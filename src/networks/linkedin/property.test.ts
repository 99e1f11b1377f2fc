import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent } from '../network.ts'
import { testDocument } from '../test-media.ts'
import { type Dice, dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import { compareVerdicts } from '../test-verdicts.ts'
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

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    beforehand,
    send: (post) => runTo(undefined, startJob(access, post, stage.environment().now()), stage.environment()),
    made: (isNew) => stage.standIn.posts().flatMap((post) => (isNew(post) && post.replyTo === undefined ? [post.text] : [])),
    expected: ({ parts }) => [asShown(parts[0]?.text.trim() ?? '')],
  })
  expect(rarer).toBeGreaterThan(few)
})

test('the network reads every text as it was meant, and none is cut', () => {
  const random = dice(7)
  const texts = Array.from({ length: 2000 }, () => randomText(random, pieces, 1 + random(40)))
  const wrong = texts.filter((text) => {
    const { text: read, cutAt } = readLittle(asLittle(text))
    return read !== asShown(text) || cutAt !== undefined
  })
  expect(wrong).toEqual([])
})

/** Each says something else, for the same words twice are a duplicate. */
function randomPost(random: Dice, number: number): PostContent {
  const words = pick(random, [randomText(random, pieces, random(60)), '('.repeat(1480 + random(30)), '字'.repeat(2980 + random(30)), ''])
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
