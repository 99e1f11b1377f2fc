import { Refusal } from '#kit/errors'

import { createPost } from './create-post.ts'
import { listAttention } from './list-attention.ts'
import { listDrafts } from './list-drafts.ts'
import { readPost } from './read-post.ts'
import { savePost } from './save-post.ts'
import { schedulePost } from './schedule-post.ts'
import { takeDownPost } from './take-down-post.ts'
import { content, type World } from './test-world.ts'

/** Calls of a publisher, short enough to tell a story. */
export function newDraft(here: World, text: string) {
  const accountIds = here.accounts.slice(0, 1).map(({ id }) => id)
  return createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: content(text),
    accountIds,
  })
}

export function save(here: World, { postId, revision, text }: { postId: string; revision: number; text: string }) {
  const accountIds = here.accounts.slice(0, 1).map(({ id }) => id)
  return savePost(here.needs, here.at.publisher.call('publishing.save'), { postId, revision, content: content(text), accountIds })
}

export function schedule(
  here: World,
  { id, revision }: { id: string; revision: number },
  when: Parameters<typeof schedulePost>[2]['when'] = { kind: 'now' },
) {
  return schedulePost(here.needs, here.at.publisher.call('publishing.schedule'), { postId: id, revision, when })
}

export function takeDown(here: World, postId: string, deliveryIds?: string[]) {
  return takeDownPost(here.needs, here.at.publisher.call('publishing.takeDown'), { postId, deliveryIds })
}

export function read(here: World, postId: string) {
  return readPost(here.needs, here.db, { workspaceId: here.at.workspaceId, postId })
}

export function attention(here: World) {
  return listAttention(here.needs, { workspaceId: here.at.workspaceId, brandId: here.at.brandId })
}

export async function drafts(here: World) {
  return (await listDrafts(here.needs, { workspaceId: here.at.workspaceId, brandId: here.at.brandId, limit: 50 })).posts
}

export async function refused(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error
  throw new Error(`This was not refused but: ${String(error)}`)
}
