import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { keepGrants } from '#modules/teams'
import { addMember } from '#testing/workspace'

import { changeThreads } from '../change-threads.ts'
import type { RuleActions, RuleConditions } from '../contract.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { hideForRule } from './hide-for-rule.ts'
import { changeRule, createRule, orderRules, removeRule } from './keep-rule.ts'
import { listRules } from './list-rules.ts'
import { ruleActs } from './rule-acts.ts'
import { tryRule } from './try-rule.ts'
import { undoRest, undoRule, undoRuleAct } from './undo-rule.ts'

interface Made {
  name?: string
  active?: boolean
  stops?: boolean
}

function make(
  at: InboxWorld,
  conditions: RuleConditions,
  actions: RuleActions,
  { name = 'Spam', active = true, stops = false }: Made = {},
) {
  const { brandId, publisher } = at.here.at
  return createRule(at.needs, publisher.call('inbox.createRule'), { brandId, name, active, stops, conditions, actions })
}

let minute = 0
/** Said now, each in a thread of its own unless one is named. */
function now(id: string, text: string, thread = id) {
  minute += 1
  return said(id, text, { thread: { externalId: thread }, at: Temporal.Now.instant().add({ seconds: minute }) })
}

/** Said two days ago. */
function recent(id: string, text: string, thread = id) {
  return said(id, text, {
    thread: { externalId: thread },
    at: Temporal.Now.instant()
      .subtract({ hours: 48 })
      .add({ minutes: Number(id) }),
  })
}

function aLabel(at: InboxWorld): string {
  const id = randomUUID()
  at.here.labels.push(id)
  return id
}

/** As the job does. */
async function hideAll(at: InboxWorld): Promise<void> {
  for (const { name, payload } of at.sent.splice(0)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the job's schema says
    if (name === 'inbox.hide-for-rule') await hideForRule(at.needs, payload as Parameters<typeof hideForRule>[1], { attempt: 1 })
  }
}

test('a rule labels, assigns, marks and tells about what comes, once for each message, and says so in the thread', async () => {
  await using at = await inboxWorld()
  const { agent } = at.here.at
  const label = aLabel(at)
  const rule = await make(
    at,
    { anyWord: ['broken'] },
    { labelIds: [label], assigneeId: agent.memberId, urgent: true, alert: [agent.memberId] },
  )
  const item = now('1', 'It came broken', 't')
  await at.arrive(item, now('2', 'Is it open?'))
  await at.arrive(item)
  await at.arrive({ ...item, text: 'It came broken!', editedAt: Temporal.Now.instant().add({ minutes: 5 }) }, now('3', 'Still broken', 't'))
  const { threads } = await at.threads()
  const [hit, other] = [threads.find(({ urgent }) => urgent), threads.find(({ urgent }) => !urgent)]
  expect(hit).toMatchObject({ labelIds: [label], assigneeId: agent.memberId, messages: 2 })
  expect(other).toMatchObject({ labelIds: [] })
  const { ruled } = await at.thread(hit?.id ?? '')
  expect(ruled).toMatchObject([
    { rule: 'Spam', ruleId: rule.id, labelIds: [label], assigneeId: agent.memberId, urgent: true, alerted: 1, finished: false },
    { rule: 'Spam', labelIds: [], urgent: false },
  ])
  expect(at.here.notices.map(({ kind }) => kind)).toEqual(['rule-alert'])
})

test('a rule acts neither on what was written before it was on, nor on what we say, nor while it is off', async () => {
  await using at = await inboxWorld()
  const rule = await make(at, { anyWord: ['tea'] }, { urgent: true }, { active: false })
  await at.arrive(now('1', 'tea'))
  const call = at.here.at.publisher.call('inbox.changeRule')
  await changeRule(at.needs, call, { ruleId: rule.id, active: true })
  await at.arrive(said('old', 'tea', { thread: { externalId: 'old' } }), weSaid('ours', 'tea', { thread: { externalId: 'ours' } }))
  expect((await at.threads()).threads.filter(({ urgent }) => urgent)).toEqual([])
  await at.arrive(now('2', 'tea'))
  expect((await at.threads()).threads.filter(({ urgent }) => urgent)).toHaveLength(1)
  await changeRule(at.needs, call, { ruleId: rule.id, active: false })
  await at.arrive(now('3', 'tea'))
  expect((await at.threads()).threads.filter(({ urgent }) => urgent)).toHaveLength(1)
})

test('rules are asked in their order, and one that stops leaves nothing to those after it', async () => {
  await using at = await inboxWorld()
  const { brandId, publisher, workspaceId } = at.here.at
  const [first, second] = [aLabel(at), aLabel(at)]
  const a = await make(at, { anyWord: ['tea'] }, { labelIds: [first] }, { name: 'A' })
  const b = await make(at, { anyWord: ['tea'] }, { labelIds: [second] }, { name: 'B', stops: true })
  await at.arrive(now('1', 'tea'))
  expect((await at.threads()).threads[0]?.labelIds).toEqual([first, second])
  const order = publisher.call('inbox.orderRules')
  await orderRules(at.needs, order, { brandId, ruleIds: [b.id, a.id] })
  await at.arrive(now('2', 'tea'))
  expect((await at.threads()).threads[0]?.labelIds).toEqual([second])
  await expect(orderRules(at.needs, order, { brandId, ruleIds: [b.id] })).rejects.toMatchObject({ code: 'RULES_CHANGED' })
  await expect(orderRules(at.needs, order, { brandId, ruleIds: [b.id, b.id] })).rejects.toMatchObject({ code: 'RULES_CHANGED' })
  await expect(make(at, { anyWord: ['x'] }, { urgent: true }, { name: 'a' })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await removeRule(at.needs, publisher.call('inbox.removeRule'), { ruleId: b.id })
  expect(await listRules(at.here.db, { workspaceId, brandId })).toMatchObject([{ name: 'A', acted: 1 }])
})

test('a rule finishes a thread only where nobody else waits in it', async () => {
  await using at = await inboxWorld()
  await make(at, { anyWord: ['casino'] }, { finish: true })
  await at.arrive(now('1', 'Win at our casino', 'spam'), now('2', 'Is it open?', 'mixed'))
  await at.arrive(now('3', 'casino', 'mixed'))
  expect((await at.threads()).threads).toMatchObject([{ messages: 2 }])
  expect((await at.threads('done')).threads).toMatchObject([{ messages: 1 }])
})

test('what a rule hides is hidden on the network by a job, and shown again when that is undone', async () => {
  await using at = await inboxWorld()
  const { agent } = at.here.at
  const rule = await make(at, { anyWord: ['casino'] }, { hide: true })
  await at.arrive(now('1', 'casino'), { ...now('2', 'casino'), kind: 'message' })
  expect(at.hidden).toEqual([])
  await hideAll(at)
  expect(at.hidden).toEqual(['1'])
  const [thread] = (await at.threads('done')).threads
  expect(await at.thread(thread?.id ?? '')).toMatchObject({ items: [{ hidden: true }], ruled: [{ hiding: { state: 'done' } }] })
  const [letter] = (await at.threads()).threads
  expect((await at.thread(letter?.id ?? '')).ruled).toMatchObject([{ hiding: { state: 'failed' } }])
  const messageId = (await at.thread(thread?.id ?? '')).items[0]?.id ?? ''
  await undoRuleAct(at.needs, agent.call('inbox.undoRuleAct'), { ruleId: rule.id, messageId })
  await hideAll(at)
  expect(await at.thread(thread?.id ?? '')).toMatchObject({
    state: 'open',
    items: [{ hidden: false }],
    ruled: [{ hiding: { state: 'done' }, undone: { by: 'The agent' } }],
  })
})

test('what a rule did since a time is taken back whole, as far as nobody changed it meanwhile', async () => {
  await using at = await inboxWorld()
  const { agent, owner, publisher, workspaceId } = at.here.at
  const [label, kept] = [aLabel(at), aLabel(at)]
  const actions: RuleActions = { labelIds: [label], assigneeId: agent.memberId, urgent: true, finish: true }
  const rule = await make(at, { anyWord: ['tea'] }, actions)
  await at.arrive(now('1', 'tea'), now('2', 'tea'), now('3', 'coffee'))
  const [, second] = (await at.threads('done')).threads
  const change = owner.call('inbox.change')
  await changeThreads(at.needs, change, {
    threadIds: [second?.id ?? ''],
    labelIds: [label, kept],
    assigneeId: owner.memberId,
    state: 'open',
  })
  await changeThreads(at.needs, change, { threadIds: [second?.id ?? ''], state: 'done' })
  const since = new Date(Date.now() - 60_000).toISOString()
  const undo = publisher.call('inbox.undoRule')
  expect(await undoRule(at.needs, undo, { ruleId: rule.id, since })).toEqual({ undone: 2, goesOn: false })
  expect(await undoRule(at.needs, undo, { ruleId: rule.id, since })).toEqual({ undone: 0, goesOn: false })
  const open = (await at.threads()).threads
  expect(open.map(({ labelIds, assigneeId, urgent }) => ({ labelIds, assigneeId, urgent }))).toEqual([
    { labelIds: [], urgent: false },
    { labelIds: [], urgent: false },
  ])
  expect((await at.threads('done')).threads).toMatchObject([
    { id: second?.id, labelIds: [kept], assigneeId: owner.memberId, urgent: false },
  ])
  const { acts } = await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 10 })
  expect(acts).toMatchObject([{ text: 'tea', undone: { by: 'The publisher' } }, { by: 'A guest' }])
})

test('more than two hundred are undone in parts, page after page of the log', async () => {
  await using at = await inboxWorld()
  const { publisher, workspaceId } = at.here.at
  const rule = await make(at, { anyWord: ['tea'] }, { urgent: true })
  await at.arrive(...Array.from({ length: 450 }, (_, index) => now(`${index}`, 'tea')))
  const since = new Date(Date.now() - 60_000).toISOString()
  const first = await undoRule(at.needs, publisher.call('inbox.undoRule'), { ruleId: rule.id, since })
  expect(first).toEqual({ undone: 200, goesOn: true })
  const [job] = at.sent.filter(({ name }) => name === 'inbox.undo-rule')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the job's schema says
  const rest = job?.payload as Parameters<typeof undoRest>[1]
  await undoRest(at.needs, rest)
  await undoRest(at.needs, rest)
  const page = await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 100 })
  const second = await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 100, cursor: page.next })
  expect(new Set([...page.acts, ...second.acts].map(({ messageId }) => messageId)).size).toBe(200)
  const urgent = await at.here.db.selectFrom('inbox.thread').select('id').where('urgent', '=', true).execute()
  expect(urgent).toEqual([])
})

test('a try says what would be done and changes nothing; rules before it that stop take their part', async () => {
  await using at = await inboxWorld()
  const { agent, brandId, workspaceId } = at.here.at
  await at.arrive(recent('1', 'tea', 'a'), recent('2', 'tea again', 'a'), recent('3', 'tea, now', 'b'), recent('4', 'coffee'))
  await at.arrive({ ...recent('5', 'tea'), kind: 'message' }, said('6', 'tea', { at: Temporal.Now.instant().subtract({ hours: 24 * 40 }) }))
  await make(at, { anyWord: ['now'] }, { urgent: true }, { name: 'First', stops: true })
  const actions: RuleActions = { assigneeId: agent.memberId, hide: true, alert: [agent.memberId] }
  const wanted = { workspaceId, brandId, conditions: { anyWord: ['tea'] }, actions }
  const tried = await tryRule(at.needs, wanted)
  expect(tried).toMatchObject({
    looked: 5,
    matched: 3,
    threads: 2,
    taken: 1,
    would: { label: 0, assign: 2, urgent: 0, hide: 2, finish: 0, alert: 2 },
    cannotHide: 1,
  })
  expect(tried.found).toMatchObject([
    { kind: 'message', text: 'tea', would: ['assign', 'alert'] },
    { text: 'tea again', by: 'A guest', would: ['assign', 'hide', 'alert'] },
  ])
  expect(tried).not.toHaveProperty('next')
  expect((await at.threads()).threads.filter(({ assigneeId, urgent }) => assigneeId !== undefined || urgent)).toEqual([])
})

test('nobody is put on what they may not work on: not when a rule is made, nor when their rights went since', async () => {
  await using at = await inboxWorld()
  const { brandId, workspaceId } = at.here.at
  const { db } = at.here
  const { accountId } = at.mailbox
  const grants = [{ brandId, accountId, role: 'agent' as const }]
  const { memberId } = await addMember(db, { workspaceId, grants })
  const actions = { assigneeId: memberId, urgent: true as const }
  await expect(make(at, { anyWord: ['tea'] }, actions)).rejects.toMatchObject({ code: 'ASSIGNEE_OUT_OF_REACH' })
  await expect(make(at, { accountIds: [accountId, randomUUID()] }, actions)).rejects.toMatchObject({ code: 'ASSIGNEE_OUT_OF_REACH' })
  const rule = await make(at, { anyWord: ['tea'], accountIds: [accountId] }, actions)
  const change = at.here.at.publisher.call('inbox.changeRule')
  const wider = changeRule(at.needs, change, { ruleId: rule.id, conditions: { anyWord: ['tea'] } })
  await expect(wider).rejects.toMatchObject({ code: 'ASSIGNEE_OUT_OF_REACH' })
  await at.arrive(now('1', 'tea'))
  expect((await at.threads()).threads).toMatchObject([{ assigneeId: memberId, urgent: true }])

  await db
    .transaction()
    .execute((tx) => keepGrants(tx, { workspaceId, memberId, grants: [{ brandId, accountId: randomUUID(), role: 'agent' }] }))
  await at.arrive(now('2', 'tea'), now('3', 'more tea'))
  const [third, second] = (await at.threads()).threads
  expect([third, second]).toMatchObject([{ urgent: true }, { urgent: true }])
  expect([third?.assigneeId, second?.assigneeId]).toEqual([undefined, undefined])
  const { acts } = await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 10 })
  expect(acts.map(({ passedOver }) => passedOver)).toEqual([
    { memberId, why: 'may-not-work-there' },
    { memberId, why: 'may-not-work-there' },
    undefined,
  ])
  const tried = await tryRule(at.needs, { workspaceId, brandId, conditions: { anyWord: ['tea'] }, actions })
  expect(tried.would.assign).toBe(0)
  const audits = db
    .selectFrom('teams.audit')
    .select(['actor_name', 'via', 'subject_id', 'detail'])
    .where('action', '=', 'inbox.rulePassedOver')
  expect(await audits.execute()).toMatchObject([
    { actor_name: 'Spam', via: 'rule', subject_id: rule.id, detail: { name: 'The agent', why: 'may-not-work-there' } },
  ])
})

test('who belongs elsewhere sees, changes and undoes nothing', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const { owner, workspaceId } = other.here.at
  const rule = await make(at, { anyWord: ['tea'] }, { urgent: true })
  await at.arrive(now('1', 'tea'))
  const messageId = (await at.thread((await at.threads()).threads[0]?.id ?? '')).items[0]?.id ?? ''
  const call = owner.call('inbox.changeRule')
  await expect(changeRule(at.needs, call, { ruleId: rule.id, active: false })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(undoRuleAct(at.needs, call, { ruleId: rule.id, messageId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 10 })).toEqual({ acts: [] })
  const stranger = { conditions: { anyWord: ['x'] }, actions: { assigneeId: owner.memberId } }
  await expect(changeRule(at.needs, at.here.at.owner.call('x'), { ruleId: rule.id, ...stranger })).rejects.toMatchObject({
    code: 'DOES_NOTHING',
  })
})
