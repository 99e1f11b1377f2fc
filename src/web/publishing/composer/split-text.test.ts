import { describe, expect, test } from 'vitest'

import { splitRulesOf } from './check-draft.ts'
import { markText } from './mark-text.ts'
import { splitNumbered, splitText, type SplitRules } from './split-text.ts'

/** So many UTF-16 units, with links whole. */
function upTo(max: number): SplitRules {
  return {
    overflow: (text) => (text.length > max ? max : undefined),
    entities: (text) => [...text.matchAll(/https:\/\/\S+/g)].map((link) => ({ start: link.index, end: link.index + link[0].length })),
  }
}

test('a text that fits stays one part, also where numbers are wanted', () => {
  expect(splitText('Short and sweet.', upTo(50))).toEqual(['Short and sweet.'])
  expect(splitNumbered('Short and sweet.', upTo(16))).toEqual(['Short and sweet.'])
})

test.each<[string, string, number, readonly string[]]>([
  ['paragraphs', 'First paragraph here.\n\nSecond one. Third.', 30, ['First paragraph here.', 'Second one. Third.']],
  ['lines', 'A line. With more\nAnother line follows it', 25, ['A line. With more', 'Another line follows it']],
  ['sentences', 'One sentence is here. Another one follows it.', 30, ['One sentence is here.', 'Another one follows it.']],
  ['closing quotes', '“It is warm.” So she went out into the cold.', 30, ['“It is warm.”', 'So she went out into the cold.']],
  ['clauses', 'When the kettle sang, she rose and went', 30, ['When the kettle sang,', 'she rose and went']],
  ['words', 'no punctuation at all in this one', 15, ['no punctuation', 'at all in this', 'one']],
])('cuts after %s', (_, text, max, parts) => {
  expect(splitText(text, upTo(max))).toEqual(parts)
})

test.each<[string, string, number, readonly string[]]>([
  ['sentences', '今天的市集從早上九點開始。歡迎大家一起來玩！', 15, ['今天的市集從早上九點開始。', '歡迎大家一起來玩！']],
  ['closing quotes', '老闆說：「今天休息！」我們只好回家。', 15, ['老闆說：「今天休息！」', '我們只好回家。']],
  ['long ellipses', '水燒開之後……茶葉才放進去。', 10, ['水燒開之後……', '茶葉才放進去。']],
  ['clauses', '水燒開之後，茶葉才放進去', 10, ['水燒開之後，', '茶葉才放進去']],
  ['words', '我們明天下午一起去圖書館', 10, ['我們明天下午一起去', '圖書館']],
])('cuts Chinese after %s', (_, text, max, parts) => {
  expect(splitText(text, upTo(max))).toEqual(parts)
})

test('a full stop that ends no sentence is passed over', () => {
  expect(splitText('We met Dr. Lin and Prof. Wu there. They stayed.', upTo(40))).toEqual([
    'We met Dr. Lin and Prof. Wu there.',
    'They stayed.',
  ])
  expect(splitText('It is 3.5 km away, i.e. not far. Walk!', upTo(33))).toEqual(['It is 3.5 km away, i.e. not far.', 'Walk!'])
})

test('a link is never cut, and stays whole where it is too long by itself', () => {
  expect(splitText('See https://ember.example/tea,oolong today', upTo(36))).toEqual(['See https://ember.example/tea,oolong', 'today'])
  const long = `https://ember.example/${'x'.repeat(60)}`
  expect(splitText(`Look here ${long} and there`, upTo(30))).toEqual(['Look here', long, 'and there'])
})

test('a text without any break is cut between visible characters and every part fits', () => {
  const family = '👨‍👩‍👧‍👦'
  const parts = splitText(family.repeat(7), upTo(25))
  expect(parts.join('')).toBe(family.repeat(7))
  expect(parts.every((part) => part.length <= 25 && part.length % family.length === 0)).toBe(true)
})

test('numbers count into the length, also where there are ten and more', () => {
  const parts = splitNumbered('Warm bread and tea. '.repeat(20), upTo(30))
  expect(parts.length).toBeGreaterThan(9)
  expect(parts.every((part, index) => part.length <= 30 && part.endsWith(` (${index + 1}/${parts.length})`))).toBe(true)
})

describe('whatever is written', () => {
  const rules = splitRulesOf([{ network: 'bluesky', limits: {} }])
  const texts = Array.from({ length: 80 }, (_, seed) => randomText(seed + 1))

  test('every part fits, numbered or not', () => {
    for (const text of texts) {
      for (const parts of [splitText(text, rules), splitNumbered(text, rules)]) {
        expect(parts.filter((part) => part === '' || rules.overflow(part) !== undefined)).toEqual([])
      }
    }
  })

  test('nothing but white space is lost, and numbers are all that is added', () => {
    for (const text of texts) {
      const bare = text.replaceAll(/\s/g, '')
      expect(splitText(text, rules).join('').replaceAll(/\s/g, '')).toBe(bare)
      const unnumbered = splitNumbered(text, rules).map((part, index, { length }) =>
        length === 1 ? part : part.slice(0, -` (${index + 1}/${length})`.length),
      )
      expect(unnumbered.join('').replaceAll(/\s/g, '')).toBe(bare)
    }
  })

  test('no link, mention, tag or visible character is cut', () => {
    for (const text of texts) {
      const cuts = cutsOf(text, splitText(text, rules))
      const edges = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index))
      expect(cuts.filter((at) => !edges.has(at))).toEqual([])
      expect(rules.entities(text).filter(({ start, end }) => cuts.some((at) => start < at && at < end))).toEqual([])
    }
  })
})

/** Where each part but the first begins in the text. */
function cutsOf(text: string, parts: readonly string[]): readonly number[] {
  let from = 0
  const starts = parts.map((part) => {
    const start = text.indexOf(part, from)
    from = start + part.length
    return start
  })
  return starts.slice(1)
}

const pieces = [
  'The kettle sings. ',
  'Warm bread, butter and tea; ',
  'Mr. Lin said “come in!” ',
  '水燒開了。',
  '她說：「茶好了！」然後坐下……',
  '阿里山烏龍茶，冬天最香。',
  'https://ember.example/oolong?year=2026&cup=1,2 ',
  '@ember.bsky.social ',
  '#冬茶 ',
  '👩🏽‍🍳🇹🇼👨‍👩‍👧‍👦',
  '‼️ e\u0301… ',
  'unbreakable'.repeat(9),
  '\n',
  '\n\n',
  '   ',
] as const

/** The same text for the same seed (mulberry32). */
function randomText(seed: number): string {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return Array.from({ length: 1 + Math.floor(random() * 120) }, () => pieces[Math.floor(random() * pieces.length)] ?? '').join('')
}

test('marked pieces joined are the text, with links and the overflow told apart', () => {
  const text = 'See https://ember.example now'
  const marked = markText(text, { entities: [{ kind: 'link', start: 4, end: 25, value: 'https://ember.example' }], overflow: 12 })
  expect(marked.map((piece) => piece.text).join('')).toBe(text)
  expect(marked).toEqual([
    { text: 'See ', kind: 'plain', over: false },
    { text: 'https://', kind: 'link', over: false },
    { text: 'ember.example', kind: 'link', over: true },
    { text: ' now', kind: 'plain', over: true },
  ])
  expect(markText('', { entities: [], overflow: undefined })).toEqual([])
})
