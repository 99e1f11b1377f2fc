import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { createPost } from './create-post.ts'
import { duplicatePost } from './duplicate-post.ts'
import { forgetCampaign, forgetLabel } from './forget-belonging.ts'
import { organisePost } from './organise-post.ts'
import { savePost } from './save-post.ts'
import { newDraft, read } from './test-calls.ts'
import { content, world, type World } from './test-world.ts'

const token = { proof: 'token' } as const

test('a post belongs to a campaign and carries labels; what the brand does not have is left out', async () => {
  await using here = await world(token)
  const { campaign, tips, news } = groups(here)
  const post = await createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: content('Sorted'),
    accountIds: [],
    campaignId: campaign,
    labelIds: [tips, randomUUID()],
  })
  expect(post).toMatchObject({ campaignId: campaign, labelIds: [tips] })
  const save = (wanted: { campaignId?: string | null; labelIds?: string[] }, revision: number) =>
    savePost(here.needs, here.at.publisher.call('publishing.save'), {
      postId: post.id,
      revision,
      content: content('Sorted again'),
      accountIds: [],
      ...wanted,
    })
  expect(await save({}, 1)).toMatchObject({ campaignId: campaign, labelIds: [tips] })
  expect(await save({ labelIds: [news, tips] }, 2)).toMatchObject({ campaignId: campaign, labelIds: [news, tips] })
  const without = await save({ campaignId: null }, 3)
  expect(without.campaignId).toBeUndefined()
  expect(without.labelIds).toEqual([news, tips])
})

test('a copy belongs where its original does', async () => {
  await using here = await world(token)
  const { campaign, tips } = groups(here)
  const draft = await newDraft(here, 'Original')
  await organise(here, draft.id, { campaignId: campaign, labelIds: [tips] })
  const copy = await duplicatePost(here.needs, here.at.publisher.call('publishing.duplicate'), { postId: draft.id })
  expect(copy).toMatchObject({ campaignId: campaign, labelIds: [tips] })
})

test('a copy for one of the accounts, to be corrected there, is for no other', async () => {
  await using here = await world(token)
  const both = await here.create('For both', { when: { kind: 'at', local: '2099-05-01T09:30' }, accounts: 2 })
  const [, second] = both.accountIds
  const call = here.at.publisher.call('publishing.duplicate')
  const copy = await duplicatePost(here.needs, call, { postId: both.id, accountIds: [second ?? '', randomUUID()] })
  expect(copy).toMatchObject({ state: 'draft', accountIds: [second], content: both.content })
})

test('also a live post can be sorted, and nobody’s text is out of date by it', async () => {
  await using here = await world(token)
  const { campaign } = groups(here)
  here.worker()
  const post = await here.create('Live')
  await here.until(post, 'published')
  const { revision } = await read(here, post.id)
  expect(await organise(here, post.id, { campaignId: campaign, labelIds: [] })).toMatchObject({ campaignId: campaign, revision })
})

test('a campaign or a label that is deleted is forgotten by its posts', async () => {
  await using here = await world(token)
  const { campaign, tips, news } = groups(here)
  const post = await newDraft(here, 'Sorted')
  await organise(here, post.id, { campaignId: campaign, labelIds: [tips, news] })
  const { workspaceId } = here.at
  await forgetCampaign(here.db, { workspaceId: randomUUID(), campaignId: campaign })
  expect(await read(here, post.id)).toMatchObject({ campaignId: campaign })
  for (let round = 0; round < 2; round += 1) {
    await forgetCampaign(here.db, { workspaceId, campaignId: campaign })
    await forgetLabel(here.db, { workspaceId, labelId: tips })
  }
  const after = await read(here, post.id)
  expect(after.campaignId).toBeUndefined()
  expect(after.labelIds).toEqual([news])
})

function groups(here: World): { campaign: string; tips: string; news: string } {
  const [campaign, tips, news] = [randomUUID(), randomUUID(), randomUUID()]
  here.campaigns.push(campaign)
  here.labels.push(tips, news)
  return { campaign, tips, news }
}

function organise(here: World, postId: string, wanted: { campaignId: string | null; labelIds: string[] }) {
  return organisePost(here.needs, here.at.publisher.call('publishing.organise'), { postId, ...wanted })
}
