import { expect, test } from 'vitest'

import { lineDiff } from './line-diff.ts'

const said = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`)

test('lines that both versions have stay, others were removed or added', () => {
  expect(said('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d'])
  expect(said('a', 'a')).toEqual([' a'])
  expect(said('', 'a\n\nb')).toEqual(['+a', ' ', '+b'])
  expect(said('a\nb', '')).toEqual(['-a', '-b', '+'])
})
