import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent, PostPart, Settings } from '../network.ts'
import { type Dice, enoughTime, few, pick, randomText } from '../test-random.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { compareVerdicts } from '../test-verdicts.ts'
import { connecting } from './connect.ts'
import { rulesFor } from './rules.ts'
import { testImage, testPost } from './test-content.ts'
import { runTo, setRedditStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setRedditStage()
  access = await stage.connect()
  for (const name of ['test', 'TeaTalk', 'pics', 'AskTea', 'teahouse']) {
    const limits = await connecting.readDestination?.(name, access, stage.environment())
    if (limits) access = { ...access, limits: valueOf(limits) }
  }
})
afterAll(() => stage.close())

/** What is left out or never sent, the network cannot refuse. */
const beforehand = new Set(['pictures-or-film', 'poll-and-media', 'poll-option-empty', 'community-missing', 'title-needs-word'])

test('what the rules accept goes out as written, and what they refuse the network would refuse', enoughTime, async () => {
  const rarer = await compareVerdicts({
    stage,
    rules: rulesFor(access.limits),
    post: randomPost,
    beforehand,
    // Straight to the final step: the network itself is to refuse, not what is read before.
    send: async (post) => runTo(undefined, { ...startJob(access, post), results: { community: {} } }, stage.environment()),
    made: (isNew) => stage.standIn.posts().flatMap((post) => (isNew(post) ? [[post.title, post.text, post.kind]] : [])),
    expected: ({ parts: [part], settings }) => [[settings['title'], part?.text, kindOf(part)]],
    after: () => stage.pass({ seconds: 1 }),
  })
  expect(rarer).toBeGreaterThan(few)
})

function kindOf(part: PostPart | undefined): string {
  const pictures = part?.media.length ?? 0
  if (part?.poll) return 'poll'
  if (pictures > 0) return pictures > 1 ? 'gallery' : 'image'
  return part?.link ? 'link' : 'self'
}

function randomPost(random: Dice, number: number): PostContent {
  const [subreddit, title, flair] = pick(random, [
    ['test', 'A', 'none'],
    ['r/test', 'T'.repeat(300), 'none'],
    ['test', 'T'.repeat(301), 'none'],
    ['TeaTalk', '[Oolong] roasted with care', '5f2a-review'],
    ['/r/teatalk', '[Assam] a discount for you', '5f2a-review'],
    ['teatalk', '[Sencha] no', '5f2a-question'],
    ['TeaTalk', 'Which tea is the best one?', '5f2a-question'],
    ['TeaTalk', '[Other] but without a flair', 'none'],
    ['TeaTalk', '[Other] with a strange flair', 'made-up'],
    ['pics', 'A picture', 'none'],
    ['AskTea', 'A question', 'none'],
    ['teahouse', 'Closed', 'none'],
  ])
  const settings: Settings = { subreddit, title, 'flair.TeaTalk': flair, nsfw: random(4) === 0, spoiler: random(4) === 0 }
  return testPost(randomPart(random, number), settings)
}

function randomPart(random: Dice, number: number): Partial<PostPart> {
  const text = randomText(random, pieces, pick(random, [0, 3, 8, 40])).trim()
  const host = pick(random, ['tea.example', 'shop.example', 'www.shop.example'])
  const url = `https://${host}/${number}`
  const poll = { options: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].slice(0, pick(random, [1, 2, 6, 7])), minutes: 2880, multiple: false }
  const media = Array.from({ length: pick(random, [1, 2, 3]) }, (_, index) => testImage(`picture-${index}`))
  return { text, ...pick<Partial<PostPart>>(random, [{}, {}, { link: { url, title: '', description: '' } }, { poll }, { media }]) }
}

const pieces: readonly [string, ...string[]] = ['tea ', '茶', '🍵', '*bold* ', 'r/tea ', 'https://tea.example ', '\n\n', 'affiliate ']
