import type { PostContent, PostImage, PostPart } from '../network.ts'

/** The same numbers for the same seed, between 0 and 1. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Random = () => number

const pieces = [
  'opening ',
  'tonight',
  '開幕夜',
  '，歡迎光臨。',
  '　　',
  '\n',
  '  ',
  '🔥',
  '👨‍👩‍👧‍👦',
  'e\u0301',
  '한국어 ',
  'नमस्ते ',
  'https://hearth.example',
  ' https://hearth.example.com/opening?a=1&b=2#c',
  '看https://example.com/新聞，很好 ',
  '(https://en.wikipedia.org/wiki/Fire_(element))',
  'https://例子.台灣/路徑',
  ' https://no-such.invalidtld/path ',
  ' web.archive.org/web/https://example.org/x ',
  ' example.com/bare ',
  'http://xn--fsq.xn--fiqs8s/a ',
  'gemini://smol.pub/a_b-c ',
  `https://example.com/${'long'.repeat(20)} `,
  ' @kindling ',
  ' @kindling@social.example.org',
  '你好@kindling@social.example.org ',
  ' @some.one-else@例え.jp, ',
  ' a@b.example.com ',
  '#opening ',
  ' ＃開幕 ',
  '#1',
  '@',
  '://',
  'https://',
  '\'"&<>',
]

/** A text of about so many characters, in many scripts, with all that is counted otherwise. */
export function randomText(random: Random, about: number): string {
  let text = ''
  while (text.length < about) text += pick(random, pieces)
  return text
}

/** A post as it might be written, good and bad; most are near one of the limits. */
export function randomPost(random: Random): PostContent {
  const parts = Array.from({ length: pick(random, [1, 1, 1, 2, 3]) }, () => randomPart(random))
  return {
    parts,
    languages: pick(random, [[], ['en'], ['zh-TW', 'en'], ['?']]),
    settings: {
      visibility: pick(random, ['public', 'unlisted', 'private']),
      sensitive: random() < 0.3,
      ...(random() < 0.3 ? { spoiler: pick(random, ['Food', '劇透 ', '   ', 'x'.repeat(60)]) } : {}),
    },
  }
}

function randomPart(random: Random): PostPart {
  const text = pick(random, ['', ' \n', randomText(random, 40), randomText(random, 300), exactText(random)])
  const images = Array.from({ length: pick(random, [0, 0, 0, 1, 2, 4, 5]) }, () => randomImage(random))
  const poll = random() < 0.25 ? randomPoll(random) : undefined
  const url = pick(random, ['https://hearth.example', 'https://example.com/a-card'])
  return {
    text,
    media: random() < 0.7 ? images.slice(0, poll ? 0 : 9) : images,
    ...(poll ? { poll } : {}),
    ...(random() < 0.1 ? { link: { url, title: 'A card', description: '' } } : {}),
  }
}

/** Just at the limit, or just over it. */
function exactText(random: Random): string {
  const start = randomText(random, 200)
  return `${start} ${'火'.repeat(Math.floor(random() * 320))}`
}

function randomPoll(random: Random) {
  const options = Array.from({ length: pick(random, [1, 2, 3, 4, 5]) }, (_, index) =>
    pick(random, [`Answer ${index}`, '好'.repeat(50 - index), '👍'.repeat(51), ' ', 'Same', `${index} `]),
  )
  return { options, minutes: pick(random, [4, 5, 60, 1440, 43_829, 43_830]), multiple: random() < 0.5 }
}

function randomImage(random: Random): PostImage {
  const alt = pick(random, ['', 'A fire', '火'.repeat(1500), '🔥'.repeat(1500), 'x'.repeat(1501)])
  return {
    kind: 'image',
    mediaId: 'm',
    mimeType: 'image/png',
    bytes: 100,
    width: 640,
    height: 480,
    alt,
    focus: { x: random(), y: random() },
  }
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}
