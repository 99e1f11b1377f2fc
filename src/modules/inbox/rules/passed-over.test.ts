import { expect, test } from 'vitest'

import { changeThreads } from '../change-threads.ts'
import { setCare } from '../deadlines/care.ts'
import { attend } from '../sharing/attendance.ts'
import { inboxWorld, said } from '../test-inbox.ts'
import { createRule } from './keep-rule.ts'
import { ruleActs } from './rule-acts.ts'

test('who is away, has no room for more, or has left is passed over, and the act says so in the log and in the thread', async () => {
  await using at = await inboxWorld()
  const { agent, brandId, owner, publisher, workspaceId } = at.here.at
  const { memberId } = agent
  const rule = await createRule(at.needs, publisher.call('inbox.createRule'), {
    brandId,
    name: 'Tea',
    active: true,
    stops: false,
    conditions: { anyWord: ['tea'] },
    actions: { assigneeId: memberId },
  })
  const passed = async () =>
    (await ruleActs(at.needs, { workspaceId, ruleId: rule.id, limit: 50 })).acts.map((act) => act.passedOver?.why ?? act.assigneeId)
  await at.arrive(now('1', 'tea'))
  await attend(at.needs, agent.call('x').acting, { away: true })
  await at.arrive(now('2', 'tea'))
  expect(await passed()).toEqual(['away', memberId])
  const [thread] = (await at.threads()).threads.filter(({ assigneeId }) => assigneeId === undefined)
  expect((await at.thread(thread?.id ?? '')).ruled).toMatchObject([{ passedOver: { memberId, why: 'away' } }])

  await attend(at.needs, agent.call('x').acting, { away: false })
  const care = { week: [], holidays: [], targets: [], warnings: [] }
  const upTo = (memberIds: string[]) =>
    setCare(at.needs, owner.call('x'), { brandId, care: { ...care, assigning: { how: 'by-room', memberIds, most: 2 } } })
  // The limit is for those among whom the brand shares out.
  await upTo([publisher.memberId])
  await at.arrive(now('3', 'tea'), now('4', 'tea'))
  await upTo([memberId])
  await at.arrive(now('5', 'tea'))
  expect((await passed()).slice(0, 3)).toEqual(['full', memberId, memberId])
  const open = (await at.threads()).threads.filter(({ assigneeId }) => assigneeId === memberId)
  await changeThreads(at.needs, owner.call('inbox.change'), { threadIds: open.slice(0, 2).map(({ id }) => id), state: 'done' })
  await at.arrive(now('6', 'tea'), now('7', 'tea'))
  expect(new Set((await passed()).slice(0, 2))).toEqual(new Set([memberId, 'full']))

  await at.here.db.deleteFrom('teams.member').where('id', '=', memberId).execute()
  await at.arrive(now('8', 'tea'))
  expect((await passed()).slice(0, 1)).toEqual(['left'])
})

/** Said now, each in a thread of its own. */
function now(id: string, text: string) {
  return said(id, text, { thread: { externalId: id }, at: Temporal.Now.instant().add({ seconds: Number(id) }) })
}
