import { describe, expect, test } from 'vitest'

import { isOwnPath } from '#contract/own-path'

describe('after signing in, on the page and by single sign-on', () => {
  test.each(['/', '/calendar?view=week#today', '/inbox?thread=1&next=//elsewhere.example', '/a//b'])('%s is a page of ours', (path) => {
    expect(isOwnPath(path)).toBe(true)
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\\evil.example:443/',
    '\t//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '',
  ])('nobody is sent to %j', (path) => {
    expect(isOwnPath(path)).toBe(false)
  })
})
