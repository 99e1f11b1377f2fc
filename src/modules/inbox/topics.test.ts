import { expect, test } from 'vitest'

import { topicsOf } from './topics.ts'

test('threads are named once each, and no longer one by one where there are very many', () => {
  expect(topicsOf('a', 'b', 'a')).toEqual(['inbox', 'thread:a', 'thread:b'])
  expect(topicsOf(...Array.from({ length: 101 }, (_, index) => `t${index}`))).toEqual(['inbox', 'threads'])
})
