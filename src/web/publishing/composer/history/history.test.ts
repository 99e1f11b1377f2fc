import { expect, test } from 'vitest'

import type { Content } from '#contract/publishing'

import { changesBetween } from './changes-between.ts'
import { diffText } from './diff-text.ts'

function version(text: string, variants: Content['variants'] = {}) {
  return { content: { parts: [{ text, media: [] }], languages: ['en'], variants }, accountIds: ['a'] }
}

test('the words that were taken out and put in are told apart, in both scripts', () => {
  expect(diffText('Warm bread at nine', 'Cold bread at nine')).toEqual([
    { kind: 'removed', text: 'Warm' },
    { kind: 'added', text: 'Cold' },
    { kind: 'same', text: ' bread at nine' },
  ])
  expect(diffText('今天休息', '明天休息')).toEqual([
    { kind: 'removed', text: '今天' },
    { kind: 'added', text: '明天' },
    { kind: 'same', text: '休息' },
  ])
})

test('what was removed and what is the same make the old text, what was added and is the same the new', () => {
  const [before, after] = ['a b c d e f a b', 'x b d c f f y b b']
  const pieces = diffText(before, after)
  const text = (kind: string) =>
    pieces
      .filter((piece) => piece.kind !== kind)
      .map((piece) => piece.text)
      .join('')
  expect([text('added'), text('removed')]).toEqual([before, after])
})

test('equal and empty texts show no difference, and very long ones are compared as a whole', () => {
  expect(diffText('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  expect(diffText('', '')).toEqual([])
  const [before, after] = ['one '.repeat(2000), 'two '.repeat(2000)]
  expect(diffText(`${before}.`, `${after}.`).map(({ kind }) => kind)).toEqual(['removed', 'added', 'same'])
})

test('the first version began the post, and an equal one changed nothing', () => {
  expect(changesBetween(undefined, version('Bread'))).toEqual([{ kind: 'begun' }])
  expect(changesBetween(version('Bread'), version('Bread'))).toEqual([])
})

test('changes are named by what they are about, and on which network', () => {
  const own = { x: { parts: [{ text: 'Bread!', media: [] }], settings: {} } }
  const louder = { x: { parts: [{ text: 'BREAD!', media: [] }], settings: { replies: 'following' } } }
  expect(changesBetween(version('Bread'), version('Tea', own))).toEqual([{ kind: 'text' }, { kind: 'own-text', network: 'x' }])
  expect(changesBetween(version('Tea', own), version('Tea', louder))).toEqual([
    { kind: 'text', network: 'x' },
    { kind: 'settings', network: 'x' },
  ])
  expect(changesBetween(version('Tea', own), version('Tea'))).toEqual([{ kind: 'follows', network: 'x' }])
  expect(changesBetween(version('Tea'), { ...version('Tea'), accountIds: [] })).toEqual([{ kind: 'accounts' }])
})
