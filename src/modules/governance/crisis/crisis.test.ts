import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { openCrisisGate } from './crisis-gate.ts'
import { crisisOf, isHeldBack } from './crisis-of.ts'
import { endCrisis } from './end-crisis.ts'
import { forgetCrises } from './forget-crises.ts'
import { heldInCrisis } from './held-in-crisis.ts'
import { keepPlaybook } from './keep-playbook.ts'
import { dismissProposal, listProposals } from './proposals.ts'
import { proposeCrises } from './propose-crises.ts'
import { crisisNow, readCrisis } from './read-crisis.ts'
import { readPlaybook } from './read-playbook.ts'
import { startCrisis } from './start-crisis.ts'
import { noteInCrisis, tickStep } from './steps-and-notes.ts'
import { takeDownCampaign } from './take-down-campaign.ts'
import { type CrisisWorld, crisisWorld } from './test-crisis.ts'
import { askUrgent, confirmUrgent, withdrawUrgent } from './urgent.ts'

const real = { reason: 'A batch was spoilt', rehearsal: false }

test('the switch holds what is due until its end for good, of its brand or of all, and everybody sees it', async () => {
  await using world = await crisisWorld()
  const { at, db, needs, postId, asked } = world
  const { workspaceId, brandId, publisher, owner } = at
  const gate = openCrisisGate(db, (error) => expect.fail(String(error)))
  const leaving = { workspaceId, brandId, postId }
  expect(await gate.holds(leaving)).toBe(false)
  expect(await held(world)).toBe(false)

  const crisis = await startCrisis(needs, publisher.call('governance.startCrisis'), { brandId, ...real })
  expect(crisis).toMatchObject({ brandId, rehearsal: false, answers: 'allowed', beganBy: 'The publisher' })
  expect(await crisisNow(db, owner.call('x').acting)).toEqual([crisis])
  expect(world.notices).toEqual([{ kind: 'crisis-began', members: [owner.memberId, publisher.memberId] }])
  expect(await held(world)).toBe(true)
  expect(await held(world, { brandId: randomUUID() })).toBe(false)
  expect(await isHeldBack(db, leaving)).toBe(true)
  // Half a second later at most every process knows.
  await expect.poll(() => gate.holds(leaving), { timeout: 2000 }).toBe(true)
  expect(gate.mayLeave(leaving)).toBe(false)
  expect(gate.mayLeave({ ...leaving, brandId: randomUUID() })).toBe(true)
  await expect(startCrisis(needs, owner.call('governance.startCrisis'), { brandId, ...real })).rejects.toMatchObject({
    code: 'CRISIS_STANDS',
  })

  const step = await readCrisis(needs, db, { acting: owner.call('x').acting, crisisId: crisis.id })
  expect(step.playbook.steps.length).toBeGreaterThan(4)
  await endCrisis(needs, owner.call('governance.endCrisis'), { crisisId: crisis.id })
  expect(asked).toEqual(['hold brand'])
  expect(await crisisNow(db, owner.call('x').acting)).toEqual([])
  // What was due before the end stays held; what is decided now is due from now on.
  expect(await held(world, { secondsAgo: 60 })).toBe(true)
  expect(await held(world)).toBe(false)
  expect(await isHeldBack(db, leaving)).toBe(false)
  expect(gate.mayLeave({ ...leaving, since: Temporal.Instant.from(crisis.beganAt).subtract({ seconds: 5 }) })).toBe(false)
  await expect(endCrisis(needs, owner.call('governance.endCrisis'), { crisisId: crisis.id })).rejects.toMatchObject({ code: 'CRISIS_OVER' })

  await startCrisis(needs, owner.call('governance.startCrisis'), real)
  expect(await held(world, { brandId: randomUUID() })).toBe(true)
  await forgetCrises(db, { workspaceId })
  expect(await held(world, { secondsAgo: 60 })).toBe(false)
})

test('a rehearsal has everything but consequences, and a real crisis ends it', async () => {
  await using world = await crisisWorld()
  const { at, db, needs, postId, asked } = world
  const { brandId, publisher, owner } = at
  const { id: crisisId } = await startCrisis(needs, publisher.call('x'), { brandId, reason: 'As planned', rehearsal: true })
  expect(await held(world)).toBe(false)
  expect(await crisisOf(db, at)).toBeUndefined()
  const campaignId = await campaign(world)
  await askUrgent(needs, publisher.call('x'), { crisisId, postId, why: 'Say sorry' })
  await confirmUrgent(needs, owner.call('x'), { crisisId, postId })
  const { takeDowns } = await takeDownCampaign(needs, owner.call('x'), { crisisId, brandId, campaignId })
  expect(takeDowns).toMatchObject([{ name: 'Winter', networks: [{ network: 'tea', going: 2 }] }])
  expect(asked).toEqual([])
  const crisis = await startCrisis(needs, owner.call('x'), { brandId, ...real })
  const { endedBy, log } = await readCrisis(needs, db, { acting: owner.call('x').acting, crisisId })
  expect(endedBy).toBe('The owner')
  expect(log.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
    'began The publisher',
    'urgent-asked The publisher',
    'urgent-confirmed The owner',
    'taken-down The owner',
    'ended The owner',
  ])
  await takeDownCampaign(needs, owner.call('x'), { crisisId: crisis.id, brandId, campaignId })
  expect(asked).toEqual(['take down 2'])
})

test('an urgent post passes once a second person who may publish agrees', async () => {
  await using world = await crisisWorld()
  const { at, db, needs, postId, asked } = world
  const { brandId, publisher, owner } = at
  const { id: crisisId } = await startCrisis(needs, publisher.call('x'), { brandId, ...real })
  const which = { crisisId, postId }
  await expect(confirmUrgent(needs, owner.call('x'), which)).rejects.toMatchObject({ code: 'NOT_ASKED' })
  const { urgent } = await askUrgent(needs, publisher.call('x'), { ...which, why: 'Say sorry' })
  expect(urgent).toMatchObject([{ firstLine: 'We are sorry', why: 'Say sorry', askedBy: 'The publisher', mayConfirm: false }])
  await expect(confirmUrgent(needs, publisher.call('x'), which)).rejects.toMatchObject({ code: 'SECOND_PERSON' })
  expect(await held(world)).toBe(true)
  await withdrawUrgent(needs, owner.call('x'), which)
  await askUrgent(needs, publisher.call('x'), { ...which, why: 'Say it after all' })
  expect((await readCrisis(needs, db, { acting: owner.call('x').acting, crisisId })).urgent).toMatchObject([{ mayConfirm: true }])
  expect(await confirmUrgent(needs, owner.call('x'), which)).toMatchObject({ urgent: [{ confirmedBy: 'The owner', mayConfirm: false }] })
  expect(asked).toEqual(['publish'])
  expect(await held(world)).toBe(false)
  expect(await held(world, { postId: randomUUID() })).toBe(true)
  const gate = openCrisisGate(db, (error) => expect.fail(String(error)))
  expect(await gate.holds({ ...at, postId })).toBe(false)
  await expect(askUrgent(needs, owner.call('x'), { ...which, postId: randomUUID(), why: 'No such' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a playbook is kept for a brand or for all, and a crisis goes on with the one it began with', async () => {
  await using world = await crisisWorld()
  const { at, db, needs } = world
  const { workspaceId, brandId, owner, publisher } = at
  const read = (of: { brandId?: string } = {}) => readPlaybook(db, { workspaceId, language: 'zh-TW', ...of })
  const starting = await read({ brandId })
  expect(starting).toMatchObject({
    revision: 0,
    content: { roles: [{ name: '總指揮' }, {}, {}], statements: [{ texts: [{ language: 'en' }, { language: 'zh-TW' }] }, {}] },
  })
  const content = {
    ...starting.content,
    answers: 'forbidden' as const,
    roles: [{ ...starting.content.roles[0], id: randomUUID(), name: 'Voice', task: '', memberId: at.agent.memberId }],
  }
  await keepPlaybook(needs, owner.call('x'), { revision: 0, content })
  await expect(keepPlaybook(needs, owner.call('x'), { revision: 0, content })).rejects.toMatchObject({ code: 'PLAYBOOK_CHANGED' })
  expect(await read({ brandId })).toMatchObject({ revision: 0, content: { answers: 'forbidden' } })
  const { id: crisisId } = await startCrisis(needs, publisher.call('x'), { brandId, ...real })
  expect(world.notices.at(-1)?.members).toContain(at.agent.memberId)
  expect(await crisisOf(db, at)).toMatchObject({ answers: 'forbidden' })
  expect(await keepPlaybook(needs, owner.call('x'), { revision: 1, content: { ...content, steps: [] } })).toMatchObject({ revision: 2 })
  const stepId = content.steps[0]?.id ?? ''
  const ticked = await tickStep(needs, at.agent.call('x'), { crisisId, stepId, done: true })
  expect(ticked.steps[0]).toMatchObject({ id: stepId, done: { by: 'The agent' } })
  expect(ticked.people).toEqual([{ memberId: at.agent.memberId, name: 'The agent' }])
  expect((await tickStep(needs, at.agent.call('x'), { crisisId, stepId, done: false })).steps[0]).toEqual({ id: stepId })
  await expect(tickStep(needs, at.agent.call('x'), { crisisId, stepId: randomUUID(), done: true })).rejects.toMatchObject({
    code: 'UNKNOWN_STEP',
  })
  await endCrisis(needs, owner.call('x'), { crisisId })
  expect((await noteInCrisis(needs, owner.call('x'), { crisisId, text: 'We were too slow.' })).log.at(-1)).toMatchObject({
    kind: 'note',
    text: 'We were too slow.',
  })
})

test('an hour that is loud and angry is proposed once, to those of the playbook, and begins nothing', async () => {
  await using world = await crisisWorld()
  const { at, db, needs } = world
  const { workspaceId, brandId, owner } = at
  const { content } = await readPlaybook(db, { workspaceId, language: 'en' })
  const usual = Array.from({ length: 28 * 24 }, () => ({ messages: 5, complaints: 1 }))
  const proposals = () => listProposals(db, { workspaceId, brandId, now: world.now })
  world.heard = [...usual, { messages: 40, complaints: 30 }]
  await proposeCrises(needs)
  expect(await proposals()).toEqual([])
  await keepPlaybook(needs, owner.call('x'), { revision: 0, content })
  world.heard = [...usual, { messages: 40, complaints: 10 }]
  await proposeCrises(needs)
  world.heard = [...usual, { messages: 15, complaints: 15 }]
  await proposeCrises(needs)
  expect(await proposals()).toEqual([])
  world.heard = [...usual, { messages: 40, complaints: 30 }]
  await Promise.all([proposeCrises(needs), proposeCrises(needs)])
  const [proposal, ...more] = await proposals()
  expect(more).toEqual([])
  expect(proposal).toMatchObject({ messages: 40, usualMessages: 5, complaints: 75, usualComplaints: 20 })
  expect(world.notices.filter(({ kind }) => kind === 'crisis-proposed')).toHaveLength(1)
  expect(await crisisNow(db, owner.call('x').acting)).toEqual([])
  await dismissProposal(needs, owner.call('x'), { proposalId: proposal?.id ?? '' })
  world.now = world.now.add({ hours: 5 })
  await proposeCrises(needs)
  expect(await proposals()).toEqual([])
  world.now = world.now.add({ hours: 2 })
  await proposeCrises(needs)
  expect(await proposals()).toHaveLength(1)
  await startCrisis(needs, owner.call('x'), { brandId, ...real })
  expect(await proposals()).toEqual([])
})

async function held(
  { db, at, postId }: CrisisWorld,
  of: { brandId?: string; postId?: string; secondsAgo?: number } = {},
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select ${heldInCrisis({
    workspace: sql`${at.workspaceId}::uuid`,
    brand: sql`${of.brandId ?? at.brandId}::uuid`,
    post: sql`${of.postId ?? postId}::uuid`,
    due: sql`clock_timestamp() - ${of.secondsAgo ?? 0} * interval '1 second'`,
  })} as held`.execute(db)
  return rows[0]?.held ?? false
}

async function campaign({ db, at }: CrisisWorld): Promise<string> {
  const id = randomUUID()
  await sql`insert into strategy.campaign (workspace_id, brand_id, id, name, colour) values (${at.workspaceId}, ${at.brandId}, ${id}, 'Winter', 'teal')`.execute(
    db,
  )
  return id
}
