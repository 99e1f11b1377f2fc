import { expect, test } from 'vitest'

import { emojiGroups, findEmoji } from './emoji.ts'
import { inTone, tones } from './tones.ts'

const all = emojiGroups.flatMap(({ emoji }) => emoji)
const signsOf = (query: string) => findEmoji(query).map(({ sign }) => sign)

test('every emoji is one visible character, stands once, and has a name in both languages', () => {
  const wrong = all.filter(
    ({ sign, name }) =>
      [...new Intl.Segmenter().segment(sign)].length !== 1 || !/\p{Emoji}/u.test(sign) || name.en === '' || name['zh-TW'] === '',
  )
  expect(wrong).toEqual([])
  expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(400)
})

test('emoji are found by the beginnings of their names, in either language', () => {
  expect(signsOf('tea')[0]).toBe('🍵')
  expect(signsOf('茶')).toEqual(expect.arrayContaining(['🍵', '🫖']))
  expect(signsOf('  BIRTH cake ')).toEqual(['🎂'])
  expect(signsOf('thumb')).toEqual(['👍', '👎'])
})

test('what nothing is called, and nothing asked, find nothing', () => {
  expect(signsOf('ea')).not.toContain('🍵')
  expect(signsOf('zzzz')).toEqual([])
  expect(signsOf(' ')).toEqual([])
})

test('hands and single persons take a skin tone, hearts, faces and families do not', () => {
  const dark = tones[5]
  expect([inTone('👍', dark), inTone('✌️', dark), inTone('🧑‍🍳', dark)]).toEqual(['👍🏿', '✌🏿', '🧑🏿‍🍳'])
  expect(['❤️', '😀', '👨‍👩‍👧'].map((sign) => inTone(sign, dark))).toEqual(['❤️', '😀', '👨‍👩‍👧'])
  expect(inTone('✌️', '')).toBe('✌️')
})
