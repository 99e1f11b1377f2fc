import { expect, test } from 'vitest'

import { createPost } from './create-post.ts'
import { listObstructed } from './list-obstructed.ts'
import { listPosts } from './list-posts.ts'
import { read } from './test-calls.ts'
import { hang, picture, showing } from './test-picture.ts'
import { world, type World } from './test-world.ts'

const token = { proof: 'token' } as const

test('what a post shows must be allowed to be shown when it goes out', async () => {
  await using here = await world(token)
  hang(here)
  expect(await plan(here, '2098-12-31T23:59')).toMatchObject({ state: 'scheduled', obstacles: [] })
  await expect(plan(here, '2099-01-01T00:01')).rejects.toMatchObject({ code: 'MEDIA_EXPIRED', data: { names: ['Tea garden'] } })
})

test('a right that is shortened later is told of every post it stops, and stops it', async () => {
  await using here = await world(token)
  hang(here)
  const post = await plan(here, '2098-06-01T09:00')
  hang(here, { rights: { ...picture.rights, expiresAt: '2020-01-01T00:00:00Z' } })
  const obstacles = [{ kind: 'media-expires', names: ['Tea garden'] }]
  const all = { workspaceId: here.at.workspaceId, brandId: here.at.brandId }
  const listed = () => listPosts(here.needs, { ...all, from: '2098-05-01T00:00:00Z', to: '2098-07-01T00:00:00Z', limit: 10 })
  expect(await read(here, post.id)).toMatchObject({ obstacles })
  expect(await listed()).toMatchObject({ posts: [{ id: post.id, mediaExpires: true }] })
  expect(await listObstructed(here.needs, all)).toMatchObject([{ post: { id: post.id }, obstacles }])
  await here.wasDue(post, 0)
  here.worker()
  expect(await here.until(post, 'rejected')).toMatchObject({ reason: { code: 'media-expired' } })
  expect(here.server.requests).toBe(0)
  expect(await listObstructed(here.needs, all)).toEqual([])
})

function plan(here: World, local: string) {
  return createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: showing('The garden', 'A garden'),
    accountIds: here.accounts.slice(0, 1).map(({ id }) => id),
    when: { kind: 'at', local, timeZone: 'UTC' },
  })
}
