import { globSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { sayIn, texts } from './page-texts.ts'

test('Chinese is written with Chinese punctuation and no typed gaps', () => {
  const wrong = Object.values(texts['zh-TW']).filter((value) =>
    /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}|\p{Script=Han} \p{Script=Han}/u.test(value),
  )
  expect(wrong).toEqual([])
})

test('both languages fill the same gaps', () => {
  for (const [key, text] of Object.entries(texts.en))
    expect([key, gaps(Object.entries(texts['zh-TW']).find(([name]) => name === key)?.[1] ?? '')]).toEqual([key, gaps(text)])
  expect(sayIn('zh-TW')('votes', { count: 3 })).toBe('3 票')
})

test('every text is used', () => {
  const source = globSync('src/sandbox/*.ts')
    .filter((path) => !path.includes('page-texts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  expect(Object.keys(texts.en).filter((key) => !source.includes(`say('${key}'`))).toEqual([])
})

function gaps(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).toSorted()
}
