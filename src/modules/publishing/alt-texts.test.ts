import { expect, test } from 'vitest'

import type { ContentInput, Post, When } from './contract.ts'
import { createPost } from './create-post.ts'
import { decideDelivery } from './decide-delivery.ts'
import { duplicatePost } from './duplicate-post.ts'
import { listObstructed } from './list-obstructed.ts'
import { movePosts } from './many-posts.ts'
import type { BrandFacts } from './needs.ts'
import { savePost } from './save-post.ts'
import { schedulePost } from './schedule-post.ts'
import { read } from './test-calls.ts'
import { hang, showing } from './test-picture.ts'
import { world, type World } from './test-world.ts'

const refusal = { code: 'NOT_ACCEPTED', data: { findings: [{ part: 0, media: 0, reason: { code: 'alt-required' } }] } }

test('where the brand requires alt text, a post without has no way out: composed, by the API, in bulk, copied or saved into the plan', async () => {
  await using here = await hung('required')
  await expect(create(here, bare, soon)).rejects.toMatchObject(refusal)
  await expect(create(here, bare, { kind: 'now' })).rejects.toMatchObject(refusal)
  const draft = await create(here, bare)
  await expect(schedule(here, draft)).rejects.toMatchObject(refusal)
  const posts = [{ postId: draft.id, revision: draft.revision, when: soon }]
  const { results } = await movePosts(here.needs, here.at.publisher.call('publishing.moveMany'), { posts })
  expect(results).toMatchObject([{ ok: false, code: 'NOT_ACCEPTED' }])
  const copy = await duplicatePost(here.needs, here.at.publisher.call('publishing.duplicate'), { postId: draft.id })
  await expect(schedule(here, copy)).rejects.toMatchObject(refusal)
  expect(await read(here, draft.id)).toMatchObject({ state: 'draft', obstacles: [] })
  const described = await create(here, showing('Described', 'Mist over the tea'), soon)
  await expect(save(here, described, bare)).rejects.toMatchObject(refusal)
})

test('a kind of post that shows no alt text is not asked for one, nor is anything where the brand only asks or does not', async () => {
  await using here = await hung('required')
  const story = { ...bare, variants: { tea: { settings: { kind: 'story' } } } }
  expect(await create(here, story, soon)).toMatchObject({ state: 'scheduled', obstacles: [] })
  for (const altTexts of ['warn', 'off'] as const) {
    want(here, altTexts)
    expect(await create(here, bare, soon)).toMatchObject({ state: 'scheduled', obstacles: [] })
  }
})

test('what was planned before the brand required it is named ahead of time, and does not go out, also when it is tried again', async () => {
  await using here = await hung('warn')
  const post = await create(here, bare, soon)
  want(here, 'required')
  const obstacles = [{ kind: 'alt-missing', networks: ['tea'] }]
  expect(await read(here, post.id)).toMatchObject({ obstacles })
  expect(await listObstructed(here.needs, here.at)).toMatchObject([{ post: { id: post.id }, obstacles }])
  await here.wasDue(post, 0)
  here.worker()
  const { id: deliveryId } = await here.until(post, 'rejected')
  await decideDelivery(here.needs, here.at.publisher.call('publishing.decide'), { deliveryId, decision: 'send-now' })
  expect(await here.until(post, 'rejected')).toMatchObject({ reason: { code: 'alt-required' } })
  expect(here.server.requests).toBe(0)
})

const bare = showing('No words for it', '')
const soon: When = { kind: 'at', local: '2098-06-01T09:00', timeZone: 'UTC' }

async function hung(altTexts: BrandFacts['altTexts']): Promise<World> {
  const here = await world({ proof: 'token' })
  hang(here)
  want(here, altTexts)
  return here
}

function want(here: World, altTexts: BrandFacts['altTexts']): void {
  here.use({ brand: async () => ({ timeZone: 'UTC', graceMinutes: 60, altTexts }) })
}

function create(here: World, content: ContentInput, when?: When): Promise<Post> {
  const accountIds = here.accounts.slice(0, 1).map(({ id }) => id)
  return createPost(here.needs, here.at.publisher.call('publishing.create'), { brandId: here.at.brandId, content, accountIds, when })
}

function schedule(here: World, { id: postId, revision }: Post): Promise<Post> {
  return schedulePost(here.needs, here.at.publisher.call('publishing.schedule'), { postId, revision, when: soon })
}

function save(here: World, { id: postId, revision, accountIds }: Post, content: ContentInput): Promise<Post> {
  return savePost(here.needs, here.at.publisher.call('publishing.save'), { postId, revision, content, accountIds })
}
