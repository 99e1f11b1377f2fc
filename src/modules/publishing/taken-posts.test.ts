import { expect, test } from 'vitest'

import { takenPosts } from './taken-posts.ts'
import { world } from './test-world.ts'

test('a post that one delivery made is taken for every other one on the account, and for nobody else', async () => {
  await using here = await world({ proof: 'token' })
  here.worker()
  const [post, other] = [await here.create('First'), await here.create('Second')]
  const made = await here.until(post, 'published')
  const others = await here.until(other, 'published')
  const externalIds = [made.external_id ?? '', 'of nobody']
  const ask = (changes: { deliveryId?: string; accountId?: string }) =>
    takenPosts(here.db, { workspaceId: here.at.workspaceId, accountId: made.account_id, deliveryId: others.id, externalIds, ...changes })
  expect(await ask({})).toEqual(new Set([made.external_id]))
  expect(await ask({ deliveryId: made.id })).toEqual(new Set())
  expect(await ask({ accountId: here.at.workspaceId })).toEqual(new Set())
})
