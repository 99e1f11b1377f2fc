// oxlint-disable no-restricted-imports -- an answer is held by governance and let go by it
import { expect, test } from 'vitest'

import { Step } from '#contract/governance'

import { decideAsMember } from '../../governance/approvals/decide-as-member.ts'
import { addWorkflow } from '../../governance/approvals/keep-workflow.ts'
import { listApprovals } from '../../governance/approvals/list-approvals.ts'
import { Governed } from '../../governance/test-approvals.ts'
import { inboxWorld, said } from '../test-inbox.ts'
import { answerMessage } from './answer-message.ts'

test('an answer that needs approval waits in its thread, and goes out at once with the yes, however late it comes', async () => {
  await using at = await inboxWorld()
  const { here } = at
  const { owner, agent } = here.at
  const governed = new Governed(here)
  const needs = { ...at.needs, publishing: here.needs }
  const workflow = {
    name: 'Answers',
    accountIds: [],
    labelIds: [],
    posts: false,
    answers: true,
    steps: [Step.parse({ members: [owner.memberId] })],
    skipRoles: [],
    skipMembers: [],
    active: true,
  }
  await addWorkflow(governed.needs, owner.call('governance.addWorkflow'), { brandId: here.at.brandId, ...workflow })
  await at.arrive(said('1', 'Is it open on Sunday?'))
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  const answered = await answerMessage(needs, agent.call('inbox.answer'), { messageId: items[0]?.id ?? '', text: 'It is' })
  expect(answered.answers).toMatchObject([{ text: 'It is', delivery: { state: 'waiting', held: true } }])
  await here.db
    .updateTable('publishing.delivery')
    .set({ due_at: new Date('2026-01-01'), next_try_at: new Date('2026-01-01') })
    .execute()
  here.worker()
  const { approvals } = await listApprovals(here.db, {
    ...governed.brand,
    view: 'mine',
    limit: 5,
    viewer: { kind: 'member', id: owner.memberId, role: 'owner' },
  })
  expect(approvals).toMatchObject([{ kind: 'answer', firstLine: 'It is', askedBy: 'The agent' }])
  expect(here.server.texts()).toEqual([])
  const approvalId = approvals[0]?.id ?? ''
  await decideAsMember(governed.needs, owner.call('governance.decideApproval'), {
    approvalId,
    version: 1,
    verdict: 'approved',
    text: '',
    inPlace: false,
  })
  await expect.poll(async () => (await at.thread(thread?.id ?? '')).answers, { timeout: 10_000 }).toEqual([])
  expect(here.server.texts()).toEqual(['It is'])
})
