import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostMedia, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPin } from './test-content.ts'
import { runTo, setPinterestStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setPinterestStage({ boards: () => [{ name: 'Tea', sections: ['Green'] }, { name: 'Bread' }] })
  access = await stage.connect()
})
afterAll(() => stage.close())

/** Of what the network is never shown it cannot refuse anything. */
const beforehand = new Set(['empty-part', 'media-needed', 'video-or-images', 'one-video'])

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    beforehand,
    send: (post) => runTo(undefined, startJob(access, post), stage.environment()),
    made: (isNew) => stage.standIn.posts().flatMap(({ id, text, title, link }) => (isNew({ id }) ? [[text, title, link?.url]] : [])),
    expected: ({ parts, settings: { title, link } }) => [[parts[0]?.text.trim(), title, link]],
  })
  expect(rarer).toBeGreaterThan(few)
})

function randomPost(random: Dice): PostContent {
  const text = randomText(random, pieces, pick(random, [0, 3, 20, 60]))
  const long = '字'.repeat(pick(random, [799, 800, 801]))
  return testPin({ text: pick(random, [text, text, text, long]), media: randomMedia(random) }, randomSettings(random))
}

function randomMedia(random: Dice): readonly PostMedia[] {
  if (random(4) === 0) return [testVideo({ seconds: pick(random, [3, 4]), width: 360, height: 640, audio: false })]
  const alt = 'x'.repeat(pick(random, [0, 20, 20, 500, 501]))
  return Array.from({ length: pick(random, [1, 1, 1, 2, 5, 6]) }, (_, index) => testPhoto(`photo-${index}`, index === 0 ? { alt } : {}))
}

function randomSettings(random: Dice): Settings {
  const [tea, green, bread] = boardsOf(access)
  const board = pick(random, [tea, green, bread, bread, '', '12345'])
  return {
    [`board.${access.externalId}`]: board,
    ...(random(2) === 0 ? { title: 'T'.repeat(pick(random, [5, 5, 100, 101])) } : {}),
    ...(random(2) === 0 ? { link: pick(random, ['https://hearth.example/a?b=1', 'http://hearth.example', 'https://hearth', 'soon']) } : {}),
  }
}

function boardsOf({ limits }: AccountAccess): readonly [string, string, string] {
  const field = rulesFor(limits).settings.at(-1)
  const [tea = '', green = '', bread = ''] = field?.kind === 'choice' ? field.options : []
  return [tea, green, bread]
}

const pieces: readonly [string, ...string[]] = [
  'bread ',
  '開幕夜',
  'パンの日 ',
  'خبز ',
  '🔥',
  '👨‍👩‍👧 ',
  '#bread ',
  'https://hearth.example ',
  '\n',
  'é\u0301',
]
