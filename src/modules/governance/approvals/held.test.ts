// oxlint-disable no-restricted-imports -- what governance holds is tried as publishing does it, by every route
import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, test } from 'vitest'

import { holdAfterRestore } from '../../publishing/after-restore.ts'
import { beginAttempts } from '../../publishing/attempts.ts'
import { correctDelivery } from '../../publishing/correct-delivery.ts'
import { createPost } from '../../publishing/create-post.ts'
import { decideDelivery } from '../../publishing/decide-delivery.ts'
import { duplicatePost } from '../../publishing/duplicate-post.ts'
import { addCategory } from '../../publishing/evergreen/add-category.ts'
import { keepPost } from '../../publishing/evergreen/keep-post.ts'
import { planCategory } from '../../publishing/evergreen/plan-category.ts'
import { movePosts } from '../../publishing/many-posts.ts'
import { onBrandChanged } from '../../publishing/on-brand-changed.ts'
import { organisePost } from '../../publishing/organise-post.ts'
import { savePost } from '../../publishing/save-post.ts'
import { takeUp } from '../../publishing/take-up.ts'
import { newDraft, read, refused } from '../../publishing/test-calls.ts'
import { content } from '../../publishing/test-world.ts'
import { unschedulePost } from '../../publishing/unschedule-post.ts'
import { governed } from '../test-approvals.ts'

const now = { kind: 'now' } as const
const later = { kind: 'at', local: '2099-05-01T09:30' } as const

test('what nobody has approved goes out by no route, and what was approved goes out once it is', async () => {
  await using at = await governed()
  const { here } = at
  const { publisher, owner } = here.at
  const [oolong, sencha] = here.accounts.map(({ id }) => id)
  if (!oolong || !sencha) throw new Error('This world has two accounts.')
  const call = (path: string) => publisher.call(`publishing.${path}`)
  const waiting: { id: string }[] = []
  const hold = (post: { id: string }) => void waiting.push(post)

  // Before there is a workflow: one that missed its time, one that was refused, and one that is only planned.
  const [missed, rejected, planned] = [
    await here.create('Missed'),
    await here.create('Rejected', { when: later }),
    await here.create('Planned', { when: later }),
  ]
  await here.wasDue(missed, 100_000)
  const before = here.worker()
  await here.until(missed, 'missed')
  await before.stop()
  const reason = sql<string>`'{"code":"text-too-long"}'::jsonb`
  await here.db
    .updateTable('publishing.delivery')
    .set({ state: 'rejected', reason, next_try_at: null })
    .where('post_id', '=', rejected.id)
    .execute()

  const label = crypto.randomUUID()
  here.labels.push(label)
  await at.workflow([{ members: [owner.memberId] }], { accountIds: [oolong] })
  await at.workflow([{ members: [owner.memberId] }], { name: 'Legal', labelIds: [label] })

  hold(await here.create('Composer, at once'))
  hold(await at.schedule(await newDraft(here, 'A draft, now'), publisher))
  const moved = await newDraft(here, 'Several at once')
  expect(
    await movePosts(here.needs, call('moveMany'), { posts: [{ postId: moved.id, revision: moved.revision, when: now }] }),
  ).toMatchObject({ results: [{ ok: true }] })
  hold(moved)
  hold(await at.schedule(await duplicatePost(here.needs, call('duplicate'), { postId: moved.id }), publisher))
  for (const post of [missed, rejected]) {
    const { id: deliveryId } = await here.delivery(post)
    await decideDelivery(here.needs, call('decide'), { deliveryId, decision: 'send-now' })
    hold(post)
  }
  // Moved on the calendar to now, and taken off and planned anew.
  hold(await at.schedule(await read(here, planned.id), publisher))
  const off = await here.create('Off the plan and on again', { when: later })
  hold(await at.schedule(await unschedulePost(here.needs, call('unschedule'), { postId: off.id, revision: off.revision }), publisher))
  const on = { brandId: here.at.brandId, accountIds: [sencha] }
  const widened = await createPost(here.needs, call('create'), { ...on, content: content('On one more account'), when: later })
  await savePost(here.needs, call('save'), {
    postId: widened.id,
    revision: widened.revision,
    content: content('On one more account'),
    accountIds: [sencha, oolong],
  })
  hold(widened)
  const labelled = await createPost(here.needs, call('create'), { ...on, content: content('Under a label'), when: later })
  await organisePost(here.needs, call('organise'), { postId: labelled.id, campaignId: null, labelIds: [label] })
  hold(labelled)
  const changed = await here.create('Approved, then changed', { when: later })
  await at.decide(changed, owner, 'approved')
  const edited = await savePost(here.needs, call('save'), {
    postId: changed.id,
    revision: (await read(here, changed.id)).revision,
    content: content('Changed after the yes'),
    accountIds: [oolong],
  })
  hold(edited)
  const { id: categoryId } = await addCategory(here.needs, call('addCategory'), {
    brandId: here.at.brandId,
    name: 'Again',
    accountIds: [oolong],
    // One of them is days away, whatever day it is.
    slots: ['1T09:30', '4T09:30'],
    leastDays: 1,
  })
  await keepPost(here.needs, call('keepPost'), { categoryId, postId: moved.id })
  await planCategory(here.needs, { workspaceId: here.at.workspaceId, categoryId }, Temporal.Now.instant())
  for (const { id } of await here.db.selectFrom('publishing.post').select('id').where('category_id', '=', categoryId).execute())
    hold({ id })
  // Whoever writes past all that is stopped by the database itself.
  const slipped = await createPost(here.needs, call('create'), { ...on, content: content('Looked at'), when: later })
  await here.db
    .updateTable('publishing.post')
    .set({ content: JSON.stringify(content('Slipped in')) })
    .where('id', '=', slipped.id)
    .execute()
  hold(slipped)
  await onBrandChanged(here.needs, { ...at.brand, timeZone: 'Europe/Berlin', timeZoneBefore: 'Asia/Taipei' })

  // All of it is due by now, as far as its time goes; one more needs nobody's yes.
  const due = sql<Date>`clock_timestamp() - interval '1 second'`
  await here.db.updateTable('publishing.delivery').set({ due_at: due, next_try_at: due }).where('next_try_at', 'is not', null).execute()
  await here.db.updateTable('teams.brand').set({ grace_minutes: 60 }).execute()
  const free = await createPost(here.needs, call('create'), { ...on, content: content('Needs nobody'), when: now })
  here.worker()
  await expect.poll(async () => (await read(here, free.id)).state, { timeout: 10_000 }).toBe('published')
  const restored = new Client({ connectionString: here.url })
  await restored.connect()
  expect(await takeUp(here.needs, { count: 100, lease: 1000 })).toEqual([])
  expect(here.server.texts()).toEqual(['Needs nobody'])
  expect(waiting.length).toBeGreaterThanOrEqual(13)

  // A yes lets each go, once.
  for (const post of waiting.filter(({ id }) => id !== slipped.id)) await at.decide(post, owner, 'approved')
  const approved = waiting.length - 1
  await expect.poll(() => here.server.texts().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(approved + 1)
  expect(here.server.texts()).toContain('Changed after the yes')
  expect(here.server.texts()).not.toContain('Slipped in')

  // What is out is not mended past those who approve it, nor does a restored backup bring out what waited.
  const { id: deliveryId } = await here.delivery(edited)
  expect((await refused(correctDelivery(here.needs, call('correct'), { deliveryId, texts: ['Mended'] }))).code).toBe('APPROVED_ONLY')
  const again = await here.create('Waits over a restore')
  await holdAfterRestore(restored, { hold: false })
  const { id: heldId, state } = await here.delivery(again)
  expect(state).toBe('missed')
  await decideDelivery(here.needs, call('decide'), { deliveryId: heldId, decision: 'send-now' })
  await restored.end()
  expect(await takeUp(here.needs, { count: 100, lease: 1000 })).toEqual([])
}, 60_000)

test('a yes that is taken back before the first byte stops what a dead worker had in hand', async () => {
  await using at = await governed()
  const { here } = at
  const { owner } = here.at
  await at.workflow([{ members: [owner.memberId] }])
  const post = await here.create('Taken back')
  await at.decide(post, owner, 'approved')
  const [taken] = await takeUp(here.needs, { count: 1, lease: 300 })
  expect(taken?.claimed.postId).toBe(post.id)
  // The approval cannot be taken back while it is in hand; where it goes by another way, the attempt is refused, and the next worker puts it down.
  await expect(at.decide(post, owner, 'refused')).rejects.toMatchObject({ code: 'GONE_OUT' })
  await here.db
    .updateTable('publishing.post')
    .set({ approval: 'refused', cleared_content: null, cleared_accounts: null })
    .where('id', '=', post.id)
    .execute()
  const beginning = {
    claimed: held(taken),
    kind: 'send',
    step: { name: 'post-0', final: true },
    payload: {},
    frozen: { content: { parts: [], languages: [], settings: {} }, prepared: {} },
  } as const
  expect(await beginAttempts(here.db, [beginning])).toEqual([undefined])
  here.worker()
  await here.until(post, 'waiting')
  expect(await here.attempts(post)).toEqual([])
  expect(here.server.texts()).toEqual([])
})

function held(taken: Awaited<ReturnType<typeof takeUp>>[number] | undefined) {
  if (!taken) throw new Error('Nothing was taken up.')
  return taken.claimed
}
