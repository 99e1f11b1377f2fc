import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { openLive } from '#kit/live'

import { bePresent, forgetAbsent, leave } from './presence.ts'
import { type InboxWorld, inboxWorld, said } from './test-inbox.ts'

async function opened(at: InboxWorld): Promise<string> {
  await at.arrive(said('1', 'Is it open on Sunday?'))
  return (await at.threads()).threads[0]?.id ?? ''
}

test('colleagues see who has a thread open and who writes, until they leave or fall silent', async () => {
  await using at = await inboxWorld()
  const threadId = await opened(at)
  const [owner, agent] = [at.here.at.owner.call('inbox.here').acting, at.here.at.agent.call('inbox.here').acting]
  expect(await bePresent(at.needs, owner, { threadId, writing: false })).toEqual([])
  const [first] = await bePresent(at.needs, agent, { threadId, writing: true })
  expect(first).toMatchObject({ member: { id: owner.memberId }, writing: false })
  expect(await bePresent(at.needs, owner, { threadId, writing: false })).toMatchObject([{ member: { name: 'The agent' }, writing: true }])
  await leave(at.needs, agent, { threadId })
  expect(await bePresent(at.needs, owner, { threadId, writing: false })).toEqual([])
  await bePresent(at.needs, agent, { threadId, writing: true })
  await sql`update inbox.presence set seen_at = seen_at - interval '1 minute'`.execute(at.here.db)
  expect(await bePresent(at.needs, owner, { threadId, writing: false })).toEqual([])
  await forgetAbsent(at.here.db)
  const rows = await at.here.db.selectFrom('inbox.presence').select('member_id').execute()
  expect(rows).toEqual([{ member_id: owner.memberId }])
})

test('the others are told of what changes for them, and of nothing else', async () => {
  await using at = await inboxWorld()
  const threadId = await opened(at)
  const owner = at.here.at.owner.call('inbox.here').acting
  const live = await openLive({ connection: at.here.url })
  const ending = new AbortController()
  const events = live.subscribe(owner.workspaceId, ending.signal)
  const next = async () => (await events.next()).value?.topics
  await bePresent(at.needs, owner, { threadId, writing: false })
  expect(await next()).toEqual([`presence:${threadId}`])
  await bePresent(at.needs, owner, { threadId, writing: false })
  await at.arrive(said('2', 'And on Monday?', { minute: 1 }))
  expect(await next()).toEqual(['inbox', `thread:${threadId}`])
  await bePresent(at.needs, owner, { threadId, writing: true })
  expect(await next()).toEqual([`presence:${threadId}`])
  ending.abort()
  await live.close()
})

test('who belongs elsewhere finds no thread here', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const threadId = await opened(at)
  await expect(bePresent(at.needs, other.here.at.owner.call('inbox.here').acting, { threadId, writing: false })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
