import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'

import { type Id, idOf, newId, uuidv7 } from './ids.ts'

const PostId = idOf('post')
const AccountId = idOf('account')

test('a new id is a UUID of version 7 that says when it was made', () => {
  const id = newId(PostId, Temporal.Instant.from('2026-11-23T08:00:00.123Z'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-23T08:00:00.123Z'))
  expect(uuidv7() < uuidv7(Temporal.Now.instant().add({ seconds: 1 }))).toBe(true)
})

test('an id of another kind does not fit, and text that is no UUID is refused', () => {
  expectTypeOf<z.output<typeof PostId>>().toEqualTypeOf<Id<'post'>>()
  expectTypeOf<z.output<typeof AccountId>>().not.toExtend<Id<'post'>>()
  expect(PostId.safeParse('12').success).toBe(false)
})
