import { expect, test } from 'vitest'

import { markText } from './mark-text.ts'
import { splitText } from './split-text.ts'

function upTo(max: number) {
  return (text: string) => (text.length > max ? max : undefined)
}

test('a text that fits stays one part', () => {
  expect(splitText('Short and sweet.', upTo(50))).toEqual(['Short and sweet.'])
})

test('a long text is cut after paragraphs, then sentences, then words', () => {
  expect(splitText('First paragraph here.\n\nSecond paragraph here.', upTo(30))).toEqual([
    'First paragraph here.',
    'Second paragraph here.',
  ])
  expect(splitText('One sentence is here. Another one follows it.', upTo(30))).toEqual(['One sentence is here.', 'Another one follows it.'])
  expect(splitText('no punctuation at all in this one', upTo(15))).toEqual(['no punctuation', 'at all in this', 'one'])
})

test('Chinese is cut after its own punctuation', () => {
  expect(splitText('今天的市集從早上九點開始。歡迎大家帶著孩子一起來玩！', upTo(15))).toEqual([
    '今天的市集從早上九點開始。',
    '歡迎大家帶著孩子一起來玩！',
  ])
})

test('a text without any break is cut between visible characters and every part fits', () => {
  const family = '👨‍👩‍👧‍👦'
  const parts = splitText(family.repeat(7), upTo(25))
  expect(parts.join('')).toBe(family.repeat(7))
  expect(parts.every((part) => part.length <= 25 && part.length % family.length === 0)).toBe(true)
})

test('nothing but white space is lost, whatever the text', () => {
  const text = 'a b\n\n\nc. d! 漢字。e,f '.repeat(40)
  const joined = splitText(text, upTo(37)).join('')
  expect(joined.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
})

test('marked pieces joined are the text, with links and the overflow told apart', () => {
  const text = 'See https://ember.example now'
  const pieces = markText(text, [{ kind: 'link', start: 4, end: 25, value: 'https://ember.example' }], 12)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces).toEqual([
    { text: 'See ', kind: 'plain', over: false },
    { text: 'https://', kind: 'link', over: false },
    { text: 'ember.example', kind: 'link', over: true },
    { text: ' now', kind: 'plain', over: true },
  ])
  expect(markText('', [], undefined)).toEqual([])
})
