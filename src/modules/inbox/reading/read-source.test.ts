import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { Inbox } from '#networks/network'

import { onAccountConnected } from '../on-account-connected.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { readSource } from './read-source.ts'

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
  expect(Math.abs(row.next_read_at.getTime() - until.epochMilliseconds)).toBeLessThan(1000)
})

test('a pause is as long as it was asked for where the clock of the process is wrong, and goes back between the question and its answer', async () => {
  await using at = await inboxWorld()
  let looks = 1
  const jumping = () => Temporal.Now.instant().subtract({ hours: looks++ })
  await readWith(at, jumping, async (_request, _access, { now }) => {
    now()
    return { ok: false, trouble: { kind: 'slow-down', until: now().add({ minutes: 15 }), reason: { code: 'slow-down' } } }
  })
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from next_read_at - clock_timestamp())::float8 as seconds from inbox.reading`.execute(at.here.db)
  expect(Math.abs((rows[0]?.seconds ?? 0) - 900)).toBeLessThan(30)
})

test('an account that is connected again goes on where it was read to, at once', async () => {
  await using at = await inboxWorld()
  at.pages.push(
    { ok: true, value: { items: [said('1', 'One')], cursor: 'here', more: false } },
    { ok: false, trouble: { kind: 'signed-out', reason: { code: 'signed-out' } } },
  )
  await at.read()
  await at.read()
  await onAccountConnected(at.needs, at.mailbox)
  const row = await at.here.db.selectFrom('inbox.reading').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ cursor: 'here', failures: 0, reason: null })
  expect(row.next_read_at.getTime()).toBeLessThanOrEqual(Date.now())
  expect((await at.threads()).threads).toHaveLength(1)
})

test('an account that is signed out, or gone, is not asked', async () => {
  await using at = await inboxWorld()
  const [account] = at.here.accounts.splice(0)
  await at.read()
  if (account) at.here.accounts.push({ ...account, signedOut: true })
  await at.read()
  expect(at.asked).toEqual([])
})

test('where a network tells everything under a post, what it does not tell any more is gone', async () => {
  await using at = await inboxWorld()
  const [early, kept, dropped] = [said('1', 'Early'), said('2', 'Kept', { minute: 1 }), said('3', 'Dropped', { minute: 2 })]
  const elsewhere = said('4', 'Elsewhere', { minute: 3, thread: { externalId: 'q', about: { externalId: 'q', url: '', text: 'Cups' } } })
  await at.arrive(early, kept, dropped, elsewhere, weSaid('5', 'Ours', { minute: 3 }))
  await at.here.db
    .updateTable('inbox.message')
    .set({ member_id: crypto.randomUUID(), member_name: 'Mei', at: new Date() })
    .where('external_id', '=', '5')
    .execute()
  at.pages.push({ ok: true, value: { items: [kept], whole: [{ about: 'p', since: kept.at }], cursor: null, more: false } })
  await at.read()
  const rows = await at.here.db.selectFrom('inbox.message').select(['external_id', 'gone_at']).orderBy('external_id').execute()
  // What came before is not told, and what a member has just sent may not be listed yet.
  expect(rows.filter(({ gone_at }) => gone_at).map(({ external_id }) => external_id)).toEqual(['3'])
})

/** Reads the source by this process's clock, from a network that answers so. */
function readWith(at: InboxWorld, now: () => Temporal.Instant, read: Inbox['read']): Promise<void> {
  const { workspaceId, accountId } = at.mailbox
  const given = at.needs.publishing
  const tea = given.network('tea')
  if (!tea?.inbox) throw new Error('The tea network has an inbox.')
  const network = { ...tea, inbox: { ...tea.inbox, read } }
  const publishing = { ...given, network: () => network, environment: (of: Of) => ({ ...given.environment(of), now }) }
  return readSource({ ...at.needs, publishing }, { workspaceId, accountId, source: 'talk' }, AbortSignal.timeout(10_000))
}

type Of = Parameters<InboxWorld['needs']['publishing']['environment']>[0]
