// oxlint-disable no-restricted-imports -- what governance holds is tried as publishing does it, by every route
import { expect, test } from 'vitest'

import { createPost } from '../../publishing/create-post.ts'
import { removePost } from '../../publishing/remove-post.ts'
import { savePost } from '../../publishing/save-post.ts'
import { schedulePost } from '../../publishing/schedule-post.ts'
import { newDraft, read } from '../../publishing/test-calls.ts'
import { content } from '../../publishing/test-world.ts'
import { unschedulePost } from '../../publishing/unschedule-post.ts'
import { type Governed, governed } from '../test-approvals.ts'
import { approvalNeeded } from './approval-needed.ts'
import { commentAsGuest, decideAsGuest, readAsGuest } from './as-guest.ts'
import { askAgain } from './ask-again.ts'
import { commentAsMember } from './comment.ts'
import { lookAtClock } from './deadlines.ts'
import { guestPage } from './guest-page.ts'
import { listApprovals } from './list-approvals.ts'

const later = { kind: 'at', local: '2099-05-01T09:30' } as const

const save = (at: Governed, post: { id: string }, text: string, by = at.here.at.publisher) =>
  read(at.here, post.id).then(({ revision, accountIds }) =>
    savePost(at.here.needs, by.call('publishing.save'), { postId: post.id, revision, content: content(text), accountIds }),
  )

test('two steps with a client by link: asked, refused, mended, asked again from the start, and live after the last yes', async () => {
  await using at = await governed()
  const { here, needs } = at
  const { owner, agent, publisher } = here.at
  const { guest, token, ip } = await at.client()
  await at.workflow([
    { name: 'Desk', members: [owner.memberId, agent.memberId], needs: 'all' },
    { name: 'Client', guests: [guest.id] },
  ])
  expect(
    await approvalNeeded(here.db, publisher.call('x').acting, { brandId: here.at.brandId, accountIds: [], labelIds: [] }),
  ).toMatchObject({
    workflow: { name: 'Two pairs of eyes' },
    maySkip: false,
    steps: [
      { name: 'Desk', needs: 'all', people: [{ name: 'The owner' }, { name: 'The agent' }] },
      { name: 'Client', people: [{ kind: 'guest', name: 'Lin Mei' }] },
    ],
  })
  const post = await here.create('Spring tea is here')
  expect(post.approval).toBe('asked')
  expect(at.notices).toEqual([expect.objectContaining({ kind: 'approval-asked', members: [owner.memberId, agent.memberId] })])
  expect((await guestPage(needs, { token, ip })).waiting).toEqual([])
  const approvalId = (await at.of(post)).id
  await expect(readAsGuest(needs, { token, ip, approvalId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await at.decide(post, owner, 'approved')
  await expect(at.decide(post, owner, 'approved')).rejects.toMatchObject({ code: 'SETTLED' })
  await expect(at.decide(post, publisher, 'approved')).rejects.toMatchObject({ code: 'OWN_POST' })
  expect(await at.of(post)).toMatchObject({
    state: 'open',
    steps: [{ state: 'current', people: [{ verdict: 'approved' }, {}] }, { state: 'ahead' }],
  })
  await at.decide(post, agent, 'approved')

  expect(await guestPage(needs, { token, ip })).toMatchObject({
    name: 'Lin Mei',
    language: 'zh-TW',
    waiting: [{ id: approvalId, firstLine: 'Spring tea is here', version: 1 }],
  })
  const refusal = { token, ip, approvalId, version: 1, verdict: 'refused', text: 'Please name the price.' } as const
  expect(await decideAsGuest(needs, refusal)).toMatchObject({ state: 'refused' })
  expect((await read(here, post.id)).approval).toBe('refused')
  expect(at.notices.at(-1)).toMatchObject({ kind: 'approval-refused', members: [publisher.memberId] })

  // What is said inside stays inside.
  const comment = (text: string, internal: boolean) =>
    commentAsMember(needs, publisher.call('governance.commentOnApproval'), { approvalId, text, internal })
  await comment('They always want the price.', true)
  await comment('Of course, in a minute.', false)
  const seen = await commentAsGuest(needs, { token, ip, approvalId, text: 'Thank you!' })
  expect(seen.comments.map(({ by, text }) => `${by}: ${text}`)).toEqual(['The publisher: Of course, in a minute.', 'Lin Mei: Thank you!'])
  expect((await at.of(post)).comments).toHaveLength(3)

  expect(await save(at, post, 'Spring tea is here, from NT$480')).toMatchObject({ approval: 'asked' })
  const second = await at.of(post)
  expect(second).toMatchObject({
    state: 'open',
    version: 2,
    steps: [{ state: 'current', people: [{ name: 'The owner' }, { name: 'The agent' }] }, {}],
  })
  expect(second.steps[0]?.people.every(({ verdict }) => verdict === undefined)).toBe(true)
  expect(second.versions.map(({ content: said }) => said.parts[0]?.text)).toEqual(['Spring tea is here, from NT$480', 'Spring tea is here'])
  await expect(decideAsGuest(needs, { ...refusal, verdict: 'approved' })).rejects.toMatchObject({ code: 'VERSION_CHANGED' })
  await expect(decideAsGuest(needs, { ...refusal, version: 2, verdict: 'approved' })).rejects.toMatchObject({ code: 'NOT_YOUR_TURN' })
  expect((await readAsGuest(needs, { token, ip, approvalId })).versions.map(({ number }) => number)).toEqual([1])
  // While nobody has said anything, what one person goes on typing is one version; then it is a new one.
  await save(at, post, 'Spring tea is here, from NT$450')
  expect((await at.of(post)).version).toBe(2)
  await at.decide(post, owner, 'approved')
  await save(at, post, 'Spring tea is here, from NT$420')
  expect((await at.of(post)).version).toBe(3)
  for (const member of [owner, agent]) await at.decide(post, member, 'approved')
  here.worker()
  expect(here.server.texts()).toEqual([])
  await decideAsGuest(needs, { ...refusal, version: 3, verdict: 'approved', text: '' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Spring tea is here, from NT$420'])
  expect(at.notices.at(-1)).toMatchObject({ kind: 'approval-given', members: [publisher.memberId] })
  await expect(at.decide(post, owner, 'refused')).rejects.toMatchObject({ code: 'GONE_OUT' })
  const { history, state } = await at.of(post)
  expect(state).toBe('approved')
  expect(history.map(({ kind, by, version }) => `${version} ${kind} ${by}`)).toEqual([
    '1 asked The publisher',
    '1 approved The owner',
    '1 approved The agent',
    '1 refused Lin Mei',
    '2 asked The publisher',
    '2 approved The owner',
    '3 asked The publisher',
    '3 approved The owner',
    '3 approved The agent',
    '3 approved Lin Mei',
  ])
  const audit = await here.db
    .selectFrom('teams.audit')
    .select(['actor_name', 'action'])
    .where('action', 'like', 'governance.guest%')
    .orderBy('at')
    .execute()
  expect(audit).toEqual([
    { actor_name: 'Lin Mei', action: 'governance.guestDecide' },
    { actor_name: 'Lin Mei', action: 'governance.guestComment' },
    { actor_name: 'Lin Mei', action: 'governance.guestDecide' },
  ])
})

test('whoever may not publish asks those who may; one of them plans it, or says yes, or skips what they are let skip', async () => {
  await using at = await governed()
  const { here, needs } = at
  const { owner, publisher, agent } = here.at
  // The agent writes for the team without the right to publish.
  const draft = await newDraft(here, 'By somebody who may not publish')
  const asked = await at.schedule(draft, agent)
  expect(asked.approval).toBe('asked')
  const viewer = (memberId: string, role: 'owner' | 'publisher' | 'agent') =>
    ({ ...at.brand, limit: 10, viewer: { kind: 'member', id: memberId, role } }) as const
  expect(await listApprovals(here.db, { ...viewer(owner.memberId, 'owner'), view: 'mine' })).toMatchObject({
    mine: 1,
    approvals: [{ firstLine: 'By somebody who may not publish', mine: true }],
  })
  expect(await listApprovals(here.db, { ...viewer(agent.memberId, 'agent'), view: 'asked' })).toMatchObject({
    mine: 0,
    approvals: [{ mine: false }],
  })
  await expect(at.decide(asked, agent, 'approved')).rejects.toMatchObject({ code: 'OWN_POST' })
  expect((await at.schedule(asked, owner)).approval).toBe('approved')
  // What is planned by whoever may, nobody is asked about, and whoever may not does not touch it.
  const free = await here.create('By a publisher', { when: later })
  expect(free.approval).toBeUndefined()
  await expect(save(at, free, 'Changed by another', agent)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  // What they asked about they go on changing, and move: both is asked about again.
  const own = await at.schedule(await newDraft(here, 'Once more'), agent)
  await at.decide(own, owner, 'approved')
  expect((await save(at, own, 'Once more, mended', agent)).approval).toBe('asked')
  await at.decide(own, owner, 'approved')
  const { revision: moved } = await read(here, own.id)
  const when = { kind: 'at', local: '2099-05-02T09:30' } as const
  expect((await schedulePost(here.needs, agent.call('publishing.schedule'), { postId: own.id, revision: moved, when })).approval).toBe(
    'asked',
  )

  await at.workflow([{ roles: ['owner'] }], { skipMembers: [publisher.memberId] })
  const urgent = await newDraft(here, 'Urgent')
  await expect(at.schedule(urgent, owner, { skipApproval: true })).rejects.toMatchObject({ code: 'MAY_NOT_SKIP' })
  expect((await at.schedule(urgent, publisher, { skipApproval: true })).approval).toBe('approved')
  expect((await at.of(urgent)).history).toMatchObject([{ kind: 'skipped', by: 'The publisher' }])
  // Refused, talked about, asked again as it stands; taken off the plan, nobody is asked any more.
  const post = await here.create('A joke', { when: later })
  await at.decide(post, owner, 'refused', { text: 'Not funny' })
  await askAgain(needs, publisher.call('governance.askAgain'), { approvalId: (await at.of(post)).id, text: 'It is, in Taipei' })
  expect(await at.of(post)).toMatchObject({ state: 'open', version: 2 })
  const { revision } = await read(here, post.id)
  expect(
    (await unschedulePost(here.needs, publisher.call('publishing.unschedule'), { postId: post.id, revision })).approval,
  ).toBeUndefined()
  expect((await at.of(post)).state).toBe('withdrawn')
  await removePost(here.needs, publisher.call('publishing.remove'), { postId: post.id })
  const one = await here.create('In their place', { when: later })
  await expect(at.decide(one, agent, 'approved', { inPlace: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  // What was approved is stopped as long as nothing of it is out.
  await at.decide(one, owner, 'approved')
  await at.decide(one, owner, 'refused', { text: 'The tea is sold out' })
  expect((await here.delivery(one)).cleared).toBe(false)
})

test('nobody approves their own, unless there is nobody else', async () => {
  await using at = await governed()
  const { here } = at
  const { owner, publisher } = here.at
  await at.workflow([{ roles: ['owner', 'publisher'] }])
  const own = {
    brandId: here.at.brandId,
    content: content('My own'),
    accountIds: here.accounts.slice(0, 1).map(({ id }) => id),
    when: later,
  }
  const post = await createPost(here.needs, owner.call('publishing.create'), own)
  await expect(at.decide(post, owner, 'approved', { inPlace: true })).rejects.toMatchObject({ code: 'OWN_POST' })
  // Who mends it last does not decide on that either.
  await save(at, post, 'Mended by the publisher', publisher)
  await expect(at.decide(post, publisher, 'approved')).rejects.toMatchObject({ code: 'OWN_POST' })
  await here.db.deleteFrom('teams.member').where('id', '=', publisher.memberId).execute()
  expect(await at.decide(post, owner, 'approved')).toMatchObject({ state: 'approved' })
})

test('when the time is over a post is held, goes on, or is given to others; guests get one letter, and are reminded', async () => {
  await using at = await governed()
  const { here, needs, clock, sent } = at
  const { owner, agent, publisher } = here.at
  const { guest } = await at.client()
  const labels = ['hold', 'publish', 'escalate'].map(() => crypto.randomUUID())
  here.labels.push(...labels)
  const step = { guests: [guest.id], hours: 10 }
  await at.workflow([{ ...step }], { labelIds: [labels[0] ?? ''] })
  await at.workflow([{ ...step, atDeadline: 'publish' }], { labelIds: [labels[1] ?? ''] })
  await at.workflow([{ ...step, atDeadline: 'escalate', escalateTo: [agent.memberId] }], { labelIds: [labels[2] ?? ''] })
  const [held, passed, raised] = await Promise.all(
    labels.map((label, index) =>
      createPost(here.needs, publisher.call('publishing.create'), {
        brandId: here.at.brandId,
        content: content(`Post ${index}`),
        accountIds: here.accounts.slice(0, 1).map(({ id }) => id),
        labelIds: [label],
        when: later,
      }),
    ),
  )
  if (!held || !passed || !raised) throw new Error('Three posts were created.')
  expect((await at.of(held)).dueAt).toBe('2026-11-30T13:00:00.000Z')
  await lookAtClock(needs)
  expect(sent).toEqual([])
  clock.advance({ minutes: 3 })
  await Promise.all([lookAtClock(needs), lookAtClock(needs)])
  const letters = () => sent.filter(({ name }) => name === 'governance.mail-guest').map(({ payload }) => payload)
  expect(letters()).toMatchObject([
    { guestId: guest.id, kind: 'asked', approvalIds: [expect.any(String), expect.any(String), expect.any(String)] },
  ])
  clock.set('2026-11-30T08:00:00Z')
  await lookAtClock(needs)
  expect(letters().slice(1)).toMatchObject([{ kind: 'due' }, { kind: 'due' }, { kind: 'due' }])
  clock.set('2026-11-30T13:00:00Z')
  await lookAtClock(needs)
  await lookAtClock(needs)
  expect(
    [await at.of(held), await at.of(passed), await at.of(raised)].map(({ state, history }) => [state, ...history.map(({ kind }) => kind)]),
  ).toEqual([
    ['open', 'asked', 'held'],
    ['approved', 'asked', 'passed'],
    ['open', 'asked', 'escalated'],
  ])
  expect((await here.delivery(held)).cleared).toBe(false)
  expect((await here.delivery(passed)).cleared).toBe(true)
  const told = at.notices.filter(({ kind }) => kind === 'approval-late')
  expect(told.map(({ members }) => members.toSorted())).toEqual([[owner.memberId, publisher.memberId].toSorted()])
  expect(await at.decide(raised, agent, 'approved')).toMatchObject({ state: 'approved' })
})
