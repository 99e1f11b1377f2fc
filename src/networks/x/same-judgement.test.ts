import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Delivery, Poll, PostContent, PostPart } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import { standIn } from './stand-in.ts'
import { picture, setXStage, startJob } from './test-stage.ts'

/**
 * Random posts: what our rules accept the stand-in accepts to the last part, and what they refuse it refuses. The two count and find
 * addresses by code that knows nothing of each other.
 */
let stage: StandInStage
let job: Delivery
beforeAll(async () => {
  stage = await setXStage({ kind: { id: 'x', open: (world) => standIn.open({ ...world, rateLimits: false }) } })
  job = await startJob(stage, {})
})
afterAll(() => stage?.close())

const tiny = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const image = async () => ({ bytes: new Uint8Array(tiny), mimeType: 'image/png', width: 1, height: 1 })

test('a post is accepted by our rules if and only if the stand-in takes it', { timeout: 60_000 }, async () => {
  const random = randomOf(20_261_128)
  const judgements = { taken: 0, refused: 0 }
  const differing: unknown[] = []
  for (let number = 0; number < 300; number += 1) {
    const content = postOf(number, random)
    const errors = rulesFor({})
      .check(content)
      .flatMap(({ severity, reason }) => (severity === 'error' ? [reason.code] : []))
    const refusal = await refusalOf(content)
    judgements[refusal === undefined ? 'taken' : 'refused'] += 1
    if (errors.length > 0 !== (refusal !== undefined)) differing.push({ parts: content.parts, errors, refusal })
  }
  expect(differing).toEqual([])
  expect(Math.min(judgements.taken, judgements.refused)).toBeGreaterThan(60)
})

/** What comes of sending it, whatever our rules say; undefined where all of it went out. */
async function refusalOf(content: PostContent): Promise<unknown> {
  const environment = stage.environment({ image, signal: AbortSignal.timeout(20_000) })
  let current: Delivery = { ...job, content }
  for (let step = publishing.nextStep(current); step; step = publishing.nextStep(current)) {
    const outcome = await publishing.perform(step, current, environment)
    if (!outcome.ok) return outcome.trouble.reason
    current = { ...current, results: { ...current.results, [step.name]: outcome.value } }
  }
  return undefined
}

type Random = (below: number) => number

/** The same numbers in every run. */
function randomOf(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pieces = [
  ['Tea', 'and cake', 'café', 'cafe\u0301', 'Ünïcödé', 'naïve…', '“quoted”', 'a – b', 'x '.repeat(20), 'line\nbreak'],
  ['茶館', '今晚開幕，歡迎光臨！', '火'.repeat(30), 'お茶をどうぞ', '차 한잔', 'чай с лимоном', 'شاي', 'ชา', '１２３'],
  ['🔥', '👨‍👩‍👧‍👦', '👍🏽', '🇹🇼', '1️⃣', '☺', '☺️', '©', '™', '🏳️‍🌈', '🫖'],
  [
    'https://example.com',
    'https://example.com/a/b?c=1&d=2',
    'http://www.example.org/path_(with)_brackets',
    'example.com',
    'example.co.uk/a.',
  ],
  [
    '看example.com的新聞',
    'https://example.com/新聞',
    '(https://example.net/x)',
    'notes.txt',
    'v1.2.3',
    'me@example.com',
    '@kindling',
    '#開幕',
  ],
  ['$HRTH', '$TEA.A', '100$', '& < >', '#1', 'e.g. this', 'https://例子.台灣/路', 'https://x.test/a'],
].flat()

function postOf(number: number, random: Random): PostContent {
  const count = 1 + (random(3) === 0 ? random(3) : 0)
  const parts = Array.from({ length: count }, (_, index) => partOf(`${number}.${index}`, random))
  const repeated = random(20) === 0 && parts[0] ? [...parts, parts[0]] : parts
  const replies = ['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified', 'nobody'][random(6)] ?? ''
  return { parts: repeated, languages: [], settings: { replies, madeWithAi: random(2) === 0, paidPartnership: random(2) === 0 } }
}

function partOf(name: string, random: Random): PostPart {
  const words = Array.from({ length: random(random(4) === 0 ? 30 : 9) }, () => pieces[random(pieces.length)] ?? '')
  const text = random(12) === 0 ? ' '.repeat(random(3)) : `${name} ${words.join(random(5) === 0 ? '' : ' ')}`
  const media = random(4) === 0 ? Array.from({ length: random(6) }, (_, index) => picture(`${index}`, altOf(random))) : []
  const link = { url: `https://example.com/${name}`, title: '', description: '' }
  return { text, media, ...(random(5) === 0 ? { poll: pollOf(random) } : {}), ...(random(6) === 0 ? { link } : {}) }
}

function altOf(random: Random): string {
  return ['', 'A fire', '茶'.repeat(1000), '🔥'.repeat(random(8) === 0 ? 1001 : 10)][random(4)] ?? ''
}

function pollOf(random: Random): Poll {
  const option = () =>
    ['Tea', '茶'.repeat(25), '🔥'.repeat(25), 'x'.repeat(random(4) === 0 ? 26 : 20), random(4) === 0 ? ' ' : 'Cake'][random(5)] ?? ''
  const count = random(4) === 0 ? random(6) : 2 + random(3)
  const minutes = [5, 60, 10_080, 4, 10_081, 1440, 1440, 1440][random(8)] ?? 60
  return { options: Array.from({ length: count }, option), minutes, multiple: random(4) === 0 }
}
