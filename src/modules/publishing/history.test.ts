import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { listEdits } from './list-edits.ts'
import { removePost } from './remove-post.ts'
import { savePost } from './save-post.ts'
import { newDraft, refused, save } from './test-calls.ts'
import { content, world, type World } from './test-world.ts'

const token = { proof: 'token' } as const

test('what one member types within ten minutes is one version, and its last word counts', async () => {
  await using here = await world(token)
  let post = await newDraft(here, '')
  for (const text of ['G', 'Go', 'Good']) post = await save(here, { postId: post.id, revision: post.revision, text })
  const [only, ...more] = await history(here, post.id)
  expect(only).toMatchObject({ by: { name: here.at.publisher.name }, content: { parts: [{ text: 'Good' }] }, accountIds: post.accountIds })
  expect(more).toEqual([])
})

test('after ten minutes, or by another member, it is a new version', async () => {
  await using here = await world(token)
  let post = await newDraft(here, 'First')
  await minutesLater(here, 11)
  post = await save(here, { postId: post.id, revision: post.revision, text: 'Second' })
  await savePost(here.needs, here.at.owner.call('publishing.save'), {
    postId: post.id,
    revision: post.revision,
    content: content('Third'),
    accountIds: post.accountIds,
  })
  expect(await texts(here, post.id)).toEqual(['Third', 'Second', 'First'])
  const [third] = await history(here, post.id)
  expect(third?.by?.name).toBe(here.at.owner.name)
})

test('bringing an earlier version back loses nothing, also at once, and saving the same again adds nothing', async () => {
  await using here = await world(token)
  let post = await newDraft(here, 'First')
  await minutesLater(here, 11)
  for (const text of ['Second', 'First', 'First']) post = await save(here, { postId: post.id, revision: post.revision, text })
  expect(await texts(here, post.id)).toEqual(['First', 'Second', 'First'])
})

test('the versions of a post go with it, and nobody else’s are told', async () => {
  await using here = await world(token)
  const post = await newDraft(here, 'Mine')
  const elsewhere = listEdits(here.needs, { workspaceId: randomUUID(), postId: post.id, limit: 50 })
  expect((await refused(elsewhere)).code).toBe('NOT_FOUND')
  await removePost(here.needs, here.at.publisher.call('publishing.remove'), { postId: post.id })
  expect((await refused(history(here, post.id))).code).toBe('NOT_FOUND')
  expect(await here.db.selectFrom('publishing.edit').select('id').execute()).toEqual([])
})

function history(here: World, postId: string) {
  return listEdits(here.needs, { workspaceId: here.at.workspaceId, postId, limit: 50 })
}

async function texts(here: World, postId: string) {
  return (await history(here, postId)).map((edit) => edit.content.parts[0]?.text)
}

async function minutesLater(here: World, minutes: number): Promise<void> {
  await here.db
    .updateTable('publishing.edit')
    .set({ began_at: sql<Date>`began_at - ${minutes} * interval '1 minute'` })
    .execute()
}
