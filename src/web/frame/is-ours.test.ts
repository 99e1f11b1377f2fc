import { expect, test } from 'vitest'

import { isOurs } from './is-ours.ts'

test.each(['/', '/calendar?view=week#today', '/inbox?thread=1&next=//elsewhere.example', '/a//b'])('%s is a page of ours', (path) => {
  expect(isOurs(path)).toBe(true)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\r/evil.example:443/',
  '',
])('after signing in nobody is sent to %j', (path) => {
  expect(isOurs(path)).toBe(false)
})
