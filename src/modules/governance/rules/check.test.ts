import { expect, test } from 'vitest'

import { type Check, checkWritten, readyRules, type Rule, type Written, wrongExamples } from './check-contract.ts'

const rule = (check: Check, more: Partial<Rule> = {}): Rule => ({
  id: check.kind,
  severity: 'warn',
  where: ['posts', 'answers'],
  check,
  ...more,
})
const post = (text: string, more: Partial<Written> = {}): Written => ({
  where: 'posts',
  parts: [{ text, media: [] }],
  labelIds: [],
  ...more,
})
/** What stands where the rule is not kept. */
const marked = (check: Check, text: string) =>
  checkWritten(readyRules([rule(check)]), post(text)).map(({ at }) => (at ? text.slice(at.start, at.end) : ''))

const ban = (...words: string[]): Check => ({ kind: 'banned', words, except: [], inflected: true })

test('an English word is found in its forms and in any case, never inside another word', () => {
  expect(marked(ban('cheap', 'guarantee', 'stop', 'reply'), 'CHEAP cheaply; we Guaranteed it, stopping, replies, ｃｈｅａｐ')).toEqual([
    'CHEAP',
    'Guaranteed',
    'stopping',
    'replies',
    'ｃｈｅａｐ',
  ])
  expect(marked(ban('ass', 'late'), 'A class, a glass, chocolate, later, ass_1')).toEqual([])
  expect(marked(ban('game changer'), 'Two game  changers, a game-changer')).toEqual(['game  changers'])
  expect(marked({ kind: 'banned', words: ['best'], except: ['best wishes'], inflected: false }, 'Best wishes to the best, bests')).toEqual([
    'best',
  ])
  // Addresses and handles are nobody's words; letters beside Chinese stand alone.
  expect(marked(ban('cheap'), 'https://cheap.example/cheap @cheap ask@cheap.example 很cheap的')).toEqual(['cheap'])
})

test('a Chinese word is found wherever it stands, but not in the phrases that are allowed', () => {
  const most: Check = { kind: 'banned', words: ['最', '第一', '保證'], except: ['最近', '最後', '第一次'], inflected: true }
  expect(marked(most, '最近推出最棒的茶，第一次喝就知道是全台第一，品質保證。最後三天')).toEqual(['最', '第一', '保證'])
  expect(marked({ kind: 'banned', words: ['台灣 No.1'], except: [], inflected: false }, '全臺灣Ｎｏ．１？臺灣　Ｎｏ．１！')).toEqual([
    '臺灣　Ｎｏ．１',
  ])
  expect(marked({ kind: 'banned', words: ['療效'], except: [], inflected: false }, '有療\u200B效')).toEqual(['療\u200B效'])
})

test('a preferred word comes with what to say instead, which may hold the word itself', () => {
  const check: Check = {
    kind: 'preferred',
    pairs: [
      { word: '顧客', say: '貴賓' },
      { word: 'tea', say: 'oolong tea' },
    ],
    except: [],
    inflected: true,
  }
  const found = checkWritten(readyRules([rule(check)]), post('顧客 love our teas and oolong tea'))
  expect(found.map(({ words, say }) => [words, say])).toEqual([
    ['顧客', '貴賓'],
    ['teas', 'oolong tea'],
  ])
})

test('what is required or has to be disclosed is missed only where it is asked for', () => {
  const required: Check = { kind: 'required', words: ['禁止酒駕'], when: ['啤酒', 'beer'] }
  expect(marked(required, '新的啤酒上市')).toEqual(['啤酒'])
  expect(marked(required, 'Two beers。禁止酒駕')).toEqual([])
  expect(marked(required, '新茶上市')).toEqual([])
  const paid: Check = { kind: 'disclosure', labelIds: ['paid'], when: ['coupon code', '折扣碼'], marks: ['#ad', '#廣告', '合作'] }
  const ready = readyRules([rule(paid)])
  expect(checkWritten(ready, post('Love this', { labelIds: ['paid'] }))).toEqual([{ ruleId: 'disclosure', part: 0 }])
  expect(checkWritten(ready, post('Love this #ad', { labelIds: ['paid'] }))).toEqual([])
  expect(marked(paid, '折扣碼 TEA20')).toEqual(['折扣碼'])
  expect(marked(paid, 'My coupon code, an #adventure')).toEqual(['coupon code'])
  expect(marked(paid, '折扣碼 TEA20，合作')).toEqual([])
})

test('a claim needs its proof', () => {
  const claim: Check = {
    kind: 'claim',
    words: ['No. 1', '100%', '保證', 'clinically proven'],
    proven: [{ phrase: '100% 台灣茶葉', proof: '產地證明 2026-03' }],
  }
  expect(marked(claim, 'The No. 1 tea, not No. 10; 100% 臺灣茶葉、100％滿意，Clinically Proven')).toEqual([
    'No. 1',
    '100％',
    'Clinically Proven',
  ])
})

test('habits are counted as people see them', () => {
  const emoji: Check = { kind: 'emoji', most: 2 }
  expect(marked(emoji, 'Tea ☕️ 👨‍👩‍👧 © 2026')).toEqual([])
  expect(marked(emoji, 'Tea ☕️ 👨‍👩‍👧🇹🇼👍🏽!')).toEqual(['🇹🇼👍🏽'])
  const capitals: Check = { kind: 'capitals', most: 30 }
  expect(marked(capitals, 'THIS IS THE BEST DEAL ever')).toEqual(['THIS IS THE BEST DEAL'])
  expect(marked(capitals, 'NASA and the WHO agree on tea, says the report #NOTCOUNTED')).toEqual([])
  expect(marked(capitals, 'OK GO')).toEqual([])
  const tags: Check = { kind: 'hashtags', most: 2, readable: true, except: ['entrepreneurship'] }
  expect(marked(tags, '#SpringTeaFestival #春茶 https://x.example/#deep')).toEqual([])
  expect(marked(tags, '#springteafestival #Entrepreneurship')).toEqual(['#springteafestival'])
  expect(marked(tags, '#a #b #c #d')).toEqual(['#c #d'])
  const voice: Check = { kind: 'voice', say: [], avoid: [], longestWords: 6, longestCharacters: 10 }
  expect(marked(voice, 'Short one. This one goes on and on and on! 春茶上市。這一句話真的寫得太長了一點。')).toEqual([
    '這一句話真的寫得太長了一點',
    // One a part: the longest.
  ])
})

test('links follow the policy, written or as a card', () => {
  const policy: Check = { kind: 'links', only: [], never: ['rival.example'], shorteners: true }
  expect(marked(policy, 'See https://shop.rival.example/x, bit.ly/abc and https://tea.example，e.g. this')).toEqual([
    'https://shop.rival.example/x',
    'bit.ly/abc',
  ])
  const own: Check = { kind: 'links', only: ['tea.example'], never: [], shorteners: false }
  expect(marked(own, 'https://www.tea.example/a https://other.example/b')).toEqual(['https://other.example/b'])
  const card = post('Read on', { parts: [{ text: 'Read on', media: [], link: 'https://other.example' }] })
  expect(checkWritten(readyRules([rule(own)]), card)).toEqual([{ ruleId: 'links', part: 0, words: 'other.example' }])
})

test('alt texts are read like texts, and missing ones and captions are told; answers are held to their own rules', () => {
  const video = { kind: 'video', alt: 'Cheap tea', captioned: false }
  const written = post('Tea', { parts: [{ text: 'Tea', media: [{ kind: 'image', alt: '', captioned: false }, video] }] })
  const rules = [
    rule({ kind: 'banned', words: ['cheap'], except: [], inflected: true }, { severity: 'block', where: ['posts'] }),
    rule({ kind: 'described', alt: true, captions: true }, { severity: 'advise' }),
  ]
  expect(checkWritten(readyRules(rules), written)).toEqual([
    { ruleId: 'banned', part: 0, media: 1, at: { start: 0, end: 5 }, words: 'Cheap' },
    { ruleId: 'described', part: 0, media: 0 },
    { ruleId: 'described', part: 0, media: 1 },
  ])
  expect(checkWritten(readyRules(rules), { ...post('cheap'), where: 'answers' })).toEqual([])
})

test('a rule tests itself on its examples', () => {
  const most = rule({ kind: 'banned', words: ['最'], except: ['最近'], inflected: false })
  expect(wrongExamples(most, { finds: ['最好喝'], passes: ['最近', '好喝'] })).toEqual({ finds: [], passes: [] })
  expect(wrongExamples(most, { finds: ['好喝'], passes: ['最後'] })).toEqual({ finds: ['好喝'], passes: ['最後'] })
})
