import { expect, test } from 'vitest'

import { correctDelivery } from './correct-delivery.ts'
import { accountQuotas } from './quotas.ts'
import { readPost } from './read-post.ts'
import { world, type World } from './test-world.ts'
import { noteLookUp } from './uses.ts'

async function publish(here: World, ...texts: string[]) {
  here.worker()
  const post = await here.create(texts)
  const delivery = await here.until(post, 'published')
  const correct = (...words: string[]) =>
    correctDelivery(here.needs, here.at.publisher.call('publishing.correct'), { deliveryId: delivery.id, texts: words })
  return { post, delivery, correct }
}

test('a published copy says something else where it stands, and the post says the same', async () => {
  await using here = await world({ proof: 'token' })
  const { post, delivery, correct } = await publish(here, 'Good mornign', 'Tea is ready')
  expect(await readPost(here.needs, here.db, { workspaceId: here.at.workspaceId, postId: post.id })).toMatchObject({
    deliveries: [{ correctable: true }],
  })
  const corrected = await correct('Good morning', 'Tea is ready')
  expect(here.server.texts()).toEqual(['Good morning', 'Tea is ready'])
  expect(corrected).toMatchObject({
    revision: post.revision + 1,
    content: { parts: [{ text: 'Good mornign' }, {}], variants: { tea: { parts: [{ text: 'Good morning' }, { text: 'Tea is ready' }] } } },
  })
  const now = await here.delivery(post)
  expect(now.external_id).toBe(here.server.posts[0]?.id)
  expect(now.external_id).not.toBe(delivery.external_id)
  expect((await here.attempts(post)).at(-1)).toBe('correct all: done')
})

test('a correction that the network would refuse, or refuses, changes nothing and says why', async () => {
  await using here = await world({ proof: 'token' })
  const { post, correct } = await publish(here, 'Good mornign')
  await expect(correct('x'.repeat(101))).rejects.toMatchObject({
    code: 'NOT_ACCEPTED',
    data: { findings: [{ part: 0, reason: { code: 'text-too-long' } }] },
  })
  here.server.posts.length = 0
  await expect(correct('Good morning')).rejects.toMatchObject({ code: 'NOT_CORRECTED', data: { reason: { code: 'refused' } } })
  expect((await here.attempts(post)).at(-1)).toBe('correct all: rejected')
  expect((await here.delivery(post)).content).toMatchObject({ parts: [{ text: 'Good mornign' }] })
  await here.db.updateTable('publishing.delivery').set({ published_at: '2020-01-01T00:00:00Z' }).where('post_id', '=', post.id).execute()
  await expect(correct('Good morning')).rejects.toMatchObject({ data: { reason: { code: 'too-old-to-change' } } })
})

test('nothing can be corrected before it is live', async () => {
  await using here = await world({ proof: 'token' })
  const post = await here.create('Later', { when: { kind: 'at', local: '2099-01-01T09:00', timeZone: 'Asia/Taipei' } })
  const { id: deliveryId } = await here.delivery(post)
  const call = here.at.publisher.call('publishing.correct')
  await expect(correctDelivery(here.needs, call, { deliveryId, texts: ['Now'] })).rejects.toMatchObject({ code: 'NOT_LIVE' })
})

test('what publishing used and cost is counted once for each copy', async () => {
  await using here = await world({ proof: 'token' })
  const { delivery, post } = await publish(here, 'One', 'Two')
  const second = await here.create('Three')
  await here.until(second, 'published')
  await noteLookUp(here.needs.db, { workspaceId: here.at.workspaceId, accountId: delivery.account_id, network: 'test', amount: 0.02 })
  const { quotas, months } = await accountQuotas(here.needs, { workspaceId: here.at.workspaceId, accountId: delivery.account_id })
  expect(quotas).toEqual([
    { name: 'calls', max: 100, used: 3, per: 'day', by: 'network' },
    { name: 'posts', max: 10, used: 3, per: 'rolling-day', by: 'hearth' },
  ])
  expect(months).toMatchObject([{ cost: 0.065, posts: 2 }])
  expect(post.id).not.toBe(second.id)
})
