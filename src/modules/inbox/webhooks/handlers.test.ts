import { expect, test } from 'vitest'

import { handlers } from './handlers.ts'

test('what is kept while one is at work is looked at before it ends, or somebody is told that nobody will', () => {
  const here = handlers()
  expect(here.lookAgain()).toBe(false)
  here.begin()
  expect([here.areAtWork(), here.wereAsked()]).toEqual([true, false])
  expect(here.lookAgain()).toBe(true)
  expect([here.wereAsked(), here.wereAsked()]).toEqual([true, false])
  expect(here.end()).toBe(false)
  expect([here.areAtWork(), here.lookAgain()]).toEqual([false, false])
  // Two are at work, and the one that was to look again breaks off.
  here.begin()
  here.begin()
  here.lookAgain()
  expect([here.end(), here.areAtWork(), here.end()]).toEqual([false, true, true])
  here.begin()
  expect(here.end()).toBe(false)
})
