import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'

import type { Post } from '#contract/publishing'

import { says, serverDraft, type Creating, type DraftCalls, type PostRef, type Written } from './server-draft.ts'

const id = '7f9c2f0e-52f5-4a55-8b0f-3f6cbd1c2d11'

function written(text: string): Written {
  return { content: { parts: [{ text, media: [] }], languages: ['en'], variants: {} }, accountIds: [] }
}

function nothingKnown() {
  let kept: Creating | undefined
  return {
    post: undefined,
    creating: {
      read: () => kept,
      write: (creating: Creating | undefined) => {
        kept = creating
      },
    },
  }
}

function keep({ content, accountIds }: Written, revision: number): Post {
  const at = '2026-11-24T00:00:00Z'
  const base = {
    id,
    brandId: id,
    revision,
    state: 'draft' as const,
    labelIds: [],
    deliveries: [],
    obstacles: [],
    createdAt: at,
    updatedAt: at,
  }
  return { ...base, content: { languages: content.languages, parts: content.parts, variants: {} }, accountIds: [...accountIds] }
}

/** A server that keeps one post, honours keys and revisions, and loses answers on demand. */
function server() {
  const keys = new Map<string, string>()
  const world = { post: undefined as Post | undefined, created: 0, loseAnswers: 0 }
  function answer(post: Post): Post {
    if (world.loseAnswers > 0) {
      world.loseAnswers -= 1
      throw new TypeError('Failed to fetch')
    }
    return post
  }
  const calls: DraftCalls = {
    async create(input, key) {
      const body = JSON.stringify(input)
      if (keys.get(key) === undefined) {
        keys.set(key, body)
        world.created += 1
        world.post = keep(input, 1)
      } else if (keys.get(key) !== body) throw new ORPCError('KEY_REUSED', { status: 409 })
      return answer(world.post ?? keep(input, 1))
    },
    async save(ref: PostRef, input) {
      if (world.post?.revision !== ref.revision) throw new ORPCError('POST_CHANGED', { status: 409 })
      world.post = keep(input, ref.revision + 1)
      return answer(world.post)
    },
    async load() {
      if (world.post === undefined) throw new ORPCError('NOT_FOUND', { status: 404 })
      return world.post
    },
  }
  return { world, calls, elsewhere: (text: string) => (world.post = keep(written(text), (world.post?.revision ?? 0) + 1)) }
}

test('a lost answer to the first save makes one draft, with what was typed last', async () => {
  const { world, calls } = server()
  const draft = serverDraft(calls, nothingKnown(), () => {})
  world.loseAnswers = 1
  expect(await draft.save(written('W'))).toBe('failed')
  expect(await draft.save(written('Warm bread'))).toBe('saved')
  expect(world.created).toBe(1)
  expect(world.post?.content.parts[0]?.text).toBe('Warm bread')
})

test('a page that is gone before the answer came makes no second draft when it is opened again', async () => {
  const { world, calls } = server()
  const known = nothingKnown()
  world.loseAnswers = 1
  expect(await serverDraft(calls, known, () => {}).save(written('Warm'))).toBe('failed')
  expect(await serverDraft(calls, known, () => {}).save(written('Warm bread'))).toBe('saved')
  expect(world.created).toBe(1)
  expect(world.post?.content.parts[0]?.text).toBe('Warm bread')
})

test('a lost answer to a later save is no conflict with oneself', async () => {
  const { world, calls } = server()
  const draft = serverDraft(calls, nothingKnown(), () => {})
  await draft.save(written('one'))
  world.loseAnswers = 1
  expect(await draft.save(written('two'))).toBe('failed')
  expect(await draft.save(written('three'))).toBe('saved')
  expect(world.post?.content.parts[0]?.text).toBe('three')
  expect(draft.post()?.revision).toBe(world.post?.revision)
})

test('a save that never arrived is sent again, not taken for saved', async () => {
  const { world, calls } = server()
  let isGone = false
  const save: DraftCalls['save'] = (ref, input) => (isGone ? Promise.reject(new TypeError('Failed to fetch')) : calls.save(ref, input))
  const draft = serverDraft({ ...calls, save }, nothingKnown(), () => {})
  await draft.save(written('one'))
  const two = written('two')
  isGone = true
  expect(await draft.save(two)).toBe('failed')
  isGone = false
  expect(await draft.save(two)).toBe('saved')
  expect(world.post?.content.parts[0]?.text).toBe('two')
})

test('what someone else saved is kept and shown, and the author’s text wins only when adopted', async () => {
  const { world, calls, elsewhere } = server()
  const draft = serverDraft(calls, nothingKnown(), () => {})
  await draft.save(written('mine'))
  elsewhere('theirs')
  expect(await draft.save(written('mine, longer'))).toBe('conflict')
  expect(world.post?.content.parts[0]?.text).toBe('theirs')
  const theirs = draft.theirs()
  expect(theirs?.content.parts[0]?.text).toBe('theirs')
  draft.adopt({ id, revision: theirs?.revision ?? 0 })
  expect(await draft.save(written('mine, longer'))).toBe('saved')
  expect(world.post?.content.parts[0]?.text).toBe('mine, longer')
})

test('a request that the server refuses is not repeated word for word', async () => {
  const { world, calls } = server()
  const refused: string[] = []
  const draft = serverDraft(
    {
      ...calls,
      create(input, key) {
        if (input.content.parts[0]?.text === 'bad') {
          refused.push(key)
          throw new ORPCError('BAD_REQUEST', { status: 400 })
        }
        return calls.create(input, key)
      },
    },
    nothingKnown(),
    () => {},
  )
  expect(await draft.save(written('bad'))).toBe('failed')
  expect(await draft.save(written('good'))).toBe('saved')
  expect(refused).toHaveLength(1)
  expect(world.post?.content.parts[0]?.text).toBe('good')
})

test('a post says what was written when text, pictures, card and accounts are the same', () => {
  const { elsewhere } = server()
  expect(says(elsewhere('same'), written('same'))).toBe(true)
  expect(says(elsewhere('other'), written('same'))).toBe(false)
})
