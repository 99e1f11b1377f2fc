import { expect, test } from 'vitest'

import { correctMeaning } from '../meaning/correct-meaning.ts'
import { createSavedAnswer } from '../saved/keep-saved-answer.ts'
import { type InboxWorld, inboxWorld, said } from '../test-inbox.ts'
import { keepPlaybook, listPlaybooks, removePlaybook } from './playbooks.ts'
import { tickStep } from './tick-step.ts'

const complaint = 'Terrible service, my order never arrived and nobody answers. I want my money back!'

function now(id: string, text: string) {
  return said(id, text, { thread: { externalId: id }, at: Temporal.Now.instant().add({ seconds: 5 }) })
}

async function onlyThread(at: InboxWorld) {
  const [thread] = (await at.threads()).threads
  return at.thread(thread?.id ?? '')
}

test('a thread brings the playbook of what they said last, and its steps are ticked there with who and when', async () => {
  await using at = await inboxWorld()
  const { agent, brandId, publisher } = at.here.at
  const texts = [{ language: 'en', text: 'Sorry!' }]
  const { id: savedAnswerId } = await createSavedAnswer(at.needs, publisher.call('x'), { brandId, name: 'Sorry', texts })
  const call = publisher.call('inbox.keepPlaybook')
  const wanted = { brandId, meaning: 'complaint' as const, tone: 'Warm, short', memberIds: [], savedAnswerId }
  const kept = await keepPlaybook(at.needs, call, { ...wanted, steps: [{ text: 'Say sorry' }, { text: 'Look up the order' }] })
  const [first, second] = kept.steps
  await at.arrive(now('1', complaint))
  const thread = await onlyThread(at)
  expect(thread).toMatchObject({
    meaning: 'complaint',
    playbook: { tone: 'Warm, short', savedAnswerId, steps: [{ text: 'Say sorry' }, {}] },
  })
  const tick = { threadId: thread.id, stepId: first?.id ?? '' }
  const ticked = await tickStep(at.needs, agent.call('inbox.tickStep'), { ...tick, done: true })
  expect(ticked.playbook?.steps).toMatchObject([{ done: { by: 'The agent' } }, { text: 'Look up the order' }])
  const again = await tickStep(at.needs, publisher.call('inbox.tickStep'), { ...tick, done: true })
  expect(again.playbook?.steps[0]).toMatchObject({ done: { by: 'The agent' } })
  await keepPlaybook(at.needs, call, {
    ...wanted,
    savedAnswerId: undefined,
    steps: [{ text: 'Breathe' }, { id: first?.id, text: 'Say sorry first' }],
  })
  expect((await onlyThread(at)).playbook?.steps).toMatchObject([
    { text: 'Breathe' },
    { text: 'Say sorry first', done: { by: 'The agent' } },
  ])
  const gone = tickStep(at.needs, agent.call('inbox.tickStep'), { threadId: thread.id, stepId: second?.id ?? '', done: true })
  await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const off = await tickStep(at.needs, agent.call('inbox.tickStep'), { ...tick, done: false })
  expect(off.playbook?.steps[1]).not.toHaveProperty('done')
  await removePlaybook(at.needs, publisher.call('inbox.removePlaybook'), { brandId, meaning: 'complaint' })
  expect(await onlyThread(at)).not.toHaveProperty('playbook')
})

test('whoever must know is told once for a thread, of what is written from then on, also where a member corrects what it is', async () => {
  await using at = await inboxWorld()
  const { agent, brandId, publisher, workspaceId } = at.here.at
  const told = () => at.here.notices.map(({ kind, key }) => [kind, key.split('/')[1]])
  const keep = (meaning: 'complaint' | 'praise') =>
    keepPlaybook(at.needs, publisher.call('x'), { brandId, meaning, steps: [], tone: '', memberIds: [agent.memberId, publisher.memberId] })
  await keep('complaint')
  await keep('praise')
  await at.arrive(said('old', complaint, { thread: { externalId: 'old' } }))
  expect(told()).toEqual([])
  const item = now('1', complaint)
  await at.arrive(item, { ...item, externalId: '2' })
  await at.arrive(item)
  expect(told()).toEqual([['must-know', 'complaint']])
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  const messageId = items.at(-1)?.id ?? ''
  await correctMeaning(at.needs, agent.call('inbox.correct'), { messageId, meaning: 'praise' })
  expect(told()).toEqual([
    ['must-know', 'complaint'],
    ['must-know', 'praise'],
  ])
  expect(await listPlaybooks(at.here.db, { workspaceId, brandId })).toHaveLength(2)
})

test('who belongs elsewhere sees and changes no playbook', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const { brandId } = at.here.at
  const { owner, workspaceId } = other.here.at
  const wanted = { brandId, meaning: 'spam' as const, steps: [], tone: '', memberIds: [] }
  await expect(keepPlaybook(at.needs, owner.call('x'), wanted)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(removePlaybook(at.needs, owner.call('x'), wanted)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(listPlaybooks(at.here.db, { workspaceId, brandId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
