import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { testPost } from './test-content.ts'
import { setGoogleBusinessStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setGoogleBusinessStage()
  access = await stage.connect()
})
afterAll(() => stage.close())

/** Answers of the form that Google documents. */
function answering(file: string, status: number) {
  const body = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
  return stage.environment({ fetch: async () => new Response(body, { status, headers: { 'content-type': 'application/json' } }) })
}

test.each([
  ['error-quota-of-none.json', 429, 'rejected', 'not-approved', 'Requests per minute'],
  ['error-validation.json', 400, 'rejected', 'refused', 'call_to_action.url: Invalid URL'],
  ['error-service-disabled.json', 403, 'rejected', 'api-not-enabled', 'has not been used'],
])('a post that is answered with %s (%i) is %s: %s', async (file, status, kind, code, detail) => {
  const sent = await publishing.perform({ name: 'part 1', final: true }, startJob(access, testPost()), answering(file, status))
  expect(troubleOf(sent)).toMatchObject({ kind, reason: { code, detail: expect.stringContaining(detail) } })
})

test('a review of nobody known, without words or stars, is one all the same', async () => {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 365 })
  const read = await inbox.read({ source: 'reviews', cursor: undefined, since }, access, answering('reviews.json', 200))
  const [item] = valueOf(read).items
  expect(item).toMatchObject({ kind: 'review', text: '', author: { name: '', handle: '' } })
  expect([item?.stars, item?.editedAt]).toEqual([undefined, undefined])
})
