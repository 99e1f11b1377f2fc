import { expect, test } from 'vitest'

import { answerMessage } from '../answers/answer-message.ts'
import { heardByHour } from '../measures/heard-by-hour.ts'
import { crisisFor, keepPlaybook, readCrisis, readPlaybook } from '../test-crisis.ts'
import { inboxWorld, said } from '../test-inbox.ts'
import { hideForRule } from './hide-for-rule.ts'
import { createRule } from './keep-rule.ts'
import { ruleActs } from './rule-acts.ts'

test('in a crisis rules do nothing and count what they would have done, and people answer unless the playbook forbids it', async () => {
  await using inbox = await inboxWorld()
  const { needs, here, sent, hidden } = inbox
  const { workspaceId, brandId, publisher, owner, agent } = here.at
  const crisis = crisisFor(here)
  const { id: ruleId } = await createRule(needs, publisher.call('inbox.createRule'), {
    brandId,
    name: 'Bad words',
    active: true,
    stops: false,
    conditions: { anyWord: ['rotten'] },
    actions: { hide: true, urgent: true },
  })
  const now = Temporal.Now.instant()
  const arrive = (id: string, text: string) => inbox.arrive(said(id, text, { thread: { externalId: id }, at: now.add({ seconds: 1 }) }))
  await arrive('1', 'rotten tea, asked before')
  const asked = sent.splice(0).filter(({ name }) => name === 'inbox.hide-for-rule')
  const { id: crisisId } = await crisis.begin()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the job's schema says
  for (const { payload } of asked) await hideForRule(needs, payload as Parameters<typeof hideForRule>[1], { attempt: 1 })
  expect(hidden).toEqual([])
  await arrive('2', 'rotten tea')
  await arrive('3', 'rotten again')
  expect(sent.filter(({ name }) => name === 'inbox.hide-for-rule')).toEqual([])
  const { acts } = await ruleActs(needs, { workspaceId, ruleId, limit: 10 })
  expect(acts).toMatchObject([{ hiding: { state: 'failed', reason: { code: 'not-in-a-crisis' } } }])
  const { heldRules } = await readCrisis(crisis.needs, here.db, { acting: owner.call('x').acting, crisisId })
  expect(heldRules).toMatchObject([{ ruleId, name: 'Bad words', messages: 2, deeds: { hide: 2, urgent: 2, label: 0 } }])
  const hours = await heardByHour(here.db, { workspaceId, brandId, until: now.add({ minutes: 1 }), hours: 2 })
  expect(hours.map(({ messages }) => messages)).toEqual([0, 3])

  const [thread] = (await inbox.threads()).threads
  const messageId = (await inbox.thread(thread?.id ?? '')).items[0]?.id ?? ''
  const answer = () => answerMessage(needs, agent.call('inbox.answer'), { messageId, text: 'We are looking into it.' })
  here.worker()
  await answer()
  await expect.poll(() => here.server.texts()).toEqual(['We are looking into it.'])
  await crisis.end(crisisId)
  const { content } = await readPlaybook(here.db, { workspaceId, language: 'en' })
  await keepPlaybook(crisis.needs, owner.call('x'), { revision: 0, content: { ...content, answers: 'forbidden' } })
  await crisis.begin()
  await expect(answer()).rejects.toMatchObject({ code: 'ANSWERS_FORBIDDEN' })
})
