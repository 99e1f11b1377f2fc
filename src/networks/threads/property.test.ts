import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostPart } from '../network.ts'
import { countLinks, findEntities, measure } from './counting.ts'
import { rulesFor } from './rules.ts'
import * as standIn from './stand-in-text.ts'
import { smallVideo, testImage, testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob, type ThreadsStage } from './test-stage.ts'

let stage: ThreadsStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setThreadsStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

const cases = 40

test('what the rules accept goes out as written, and what they refuse the network would refuse', async () => {
  const random = dice(20_261_124)
  const seen = { accepted: 0, refused: 0 }
  for (let number = 0; number < cases; number += 1) {
    const post = randomPost(random)
    const codes = rulesFor()
      .check(post)
      .flatMap(({ severity, reason }) => (severity === 'error' ? [reason.code] : []))
    const known = new Set(await stage.live())
    const outcome = await attempt(post)
    const made = stage.standIn.posts().filter(({ id }) => !known.has(id))
    const expected = codes.length > 0 ? [] : post.parts.map(({ text }) => text)
    // A thread that the network refuses further down has begun by then.
    const texts = outcome.accepted ? made.toReversed().map(({ text }) => text) : []
    expect({ number, codes, ...outcome, texts }).toEqual({ number, codes, ...outcome, accepted: codes.length === 0, texts: expected })
    seen[outcome.accepted ? 'accepted' : 'refused'] += 1
    stage.pass({ hours: 2 })
  }
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(cases / 8)
}, 60_000)

/** The whole way, whatever the rules say. */
async function attempt(post: PostContent): Promise<{ readonly accepted: boolean; readonly said: string }> {
  try {
    await runTo(undefined, startJob(access, post), stage.environment())
    return { accepted: true, said: '' }
  } catch (error) {
    return { accepted: false, said: String(error) }
  }
}

test('the network counts characters, links and topics as the rules do, whatever is written', () => {
  const random = dice(7)
  const texts = Array.from({ length: 3000 }, () => randomText(random, 1 + random(60)))
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
  const text = pick(random, [randomText(random, random(30)), 'bread', '字'.repeat(496 + random(8)), '🔥'.repeat(123 + random(4))])
  const poll = {
    options: Array.from({ length: 1 + random(5) }, () => randomText(random, 1 + random(3)).trim()),
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

function randomText(random: Dice, length: number): string {
  return Array.from({ length }, () => pick(random, pieces)).join('')
}
