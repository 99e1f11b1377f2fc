import { expect, test } from 'vitest'

import { inboxWorld, said } from './test-inbox.ts'

test('a source is read page by page, and goes on where it ended', async () => {
  await using at = await inboxWorld()
  at.pages.push(
    { ok: true, value: { items: [said('1', 'One')], cursor: { after: '1' }, more: true } },
    { ok: true, value: { items: [said('2', 'Two', { minute: 1 })], cursor: { after: '2' }, more: false } },
  )
  await at.read()
  await at.read()
  expect(at.asked).toEqual([undefined, { after: '1' }, { after: '2' }])
  expect((await at.threads()).threads).toMatchObject([{ messages: 2 }])
})

test('trouble is waited out without losing the place', async () => {
  await using at = await inboxWorld()
  at.pages.push({ ok: true, value: { items: [], cursor: 'here', more: false } })
  await at.read()
  const until = Temporal.Now.instant().add({ hours: 2 })
  at.pages.push({ ok: false, trouble: { kind: 'slow-down', until, reason: { code: 'slow-down' } } })
  await at.read()
  const row = await at.here.db.selectFrom('inbox.reading').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ cursor: 'here', failures: 1, reason: { code: 'slow-down' } })
  expect(row.next_read_at.getTime()).toBe(until.epochMilliseconds)
})

test('an account that is signed out, or gone, is not asked', async () => {
  await using at = await inboxWorld()
  const [account] = at.here.accounts.splice(0)
  await at.read()
  if (account) at.here.accounts.push({ ...account, signedOut: true })
  await at.read()
  expect(at.asked).toEqual([])
})
