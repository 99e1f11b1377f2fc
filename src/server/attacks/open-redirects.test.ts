import { describe, expect, test } from 'vitest'

import { isOwnPath } from '../../modules/teams/sign-in/is-own-path.ts'
import { isOurs } from '../../web/frame/is-ours.ts'

describe.each([
  ['on the page', isOurs],
  ['by single sign-on', isOwnPath],
])('after signing in %s', (_way, leadsToUs) => {
  test.each(['/', '/calendar?view=week#today', '/inbox?thread=1&next=//elsewhere.example', '/a//b'])('%s is a page of ours', (path) => {
    expect(leadsToUs(path)).toBe(true)
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
    expect(leadsToUs(path)).toBe(false)
  })
})
