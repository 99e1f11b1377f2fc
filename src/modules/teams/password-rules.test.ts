import { expect, test } from 'vitest'

import { isBreached } from './breached-passwords.ts'
import { isWeakPassword } from './password-rules.ts'

test.each([
  'short-1!',
  'passwordpassword',
  'P@ssw0rd2026!',
  'qwertyuiop123',
  'aaaaaaaaaaaaaa',
  '1234567890',
  '0987654321abc',
  'abcabcabcabc',
  'Welcome2026!!',
  'meilin19901990',
  'iloveyou123456',
  '1qaz2wsx3edc',
])('%s is refused', (password) => {
  expect(isWeakPassword(password, ['Mei Lin', 'meilin@tea.example'])).toBe(true)
})

test.each(['oolong-at-dawn-42', 'correct horse battery staple', '春天的茶要用八十度的水', 'vT9#kq2LwZ', 'three cups of gunpowder'])(
  '%s is accepted',
  (password) => {
    expect(isWeakPassword(password, ['Mei Lin', 'meilin@tea.example'])).toBe(false)
  },
)

test('what is known from breaches is recognised whatever its case, and nearly nothing else', async () => {
  expect(await Promise.all(['nuttertools', 'Basketball', '1q2w3e4r5t', 'polniypizdec0211'].map(isBreached))).toEqual([
    true,
    true,
    true,
    true,
  ])
  const others = Array.from({ length: 500 }, (_, number) => `a-quiet-hearth-${number}`)
  const found = await Promise.all(others.map(isBreached))
  expect(found.filter(Boolean).length).toBeLessThan(3)
})
