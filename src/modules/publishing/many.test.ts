import { expect, test } from 'vitest'

import { addNote } from './add-note.ts'
import { changeNote } from './change-note.ts'
import { movePosts, removePosts, unschedulePosts } from './many-posts.ts'
import { listNotes } from './notes.ts'
import { removeNote } from './remove-note.ts'
import { newDraft, read, refused, save } from './test-calls.ts'
import { gate, world, type World } from './test-world.ts'

const token = { proof: 'token' } as const
const at = (local: string) => ({ kind: 'at', local }) as const

test('several posts move together, each to its own time, and back', async () => {
  await using here = await world(token)
  const first = await here.create('First', { when: at('2099-05-01T09:30') })
  const second = await here.create('Second', { when: at('2099-05-02T10:00') })
  const { results } = await move(here, [
    { post: first, local: '2099-05-08T09:30' },
    { post: second, local: '2099-05-09T10:00' },
  ])
  expect(results.map((result) => result.ok && result.planned?.local)).toEqual(['2099-05-08T09:30', '2099-05-09T10:00'])
  const back = await move(here, [
    { post: await read(here, first.id), local: '2099-05-01T09:30' },
    { post: await read(here, second.id), local: '2099-05-02T10:00' },
  ])
  expect(back.results.every(({ ok }) => ok)).toBe(true)
  expect((await read(here, first.id)).deliveries).toMatchObject([{ dueAt: '2099-05-01T01:30:00.000Z' }])
  const audit = await here.db.selectFrom('teams.audit').select('subject_id').where('action', '=', 'publishing.moveMany').execute()
  expect(audit).toHaveLength(4)
})

test('what is being sent, what is out and what someone changed meanwhile stays; the others move', async () => {
  await using here = await world(token)
  const { promise, open } = gate()
  here.worker({ step: 60_000 })
  const live = await here.create('Live')
  await here.until(live, 'published')
  here.server.faults.push({ answerWhen: promise })
  const sending = await here.create('On its way')
  await expect.poll(() => here.server.texts()).toEqual(['Live', 'On its way'])
  const changed = await here.create('Changed', { when: at('2099-05-01T09:30') })
  await save(here, { postId: changed.id, revision: changed.revision, text: 'By someone else' })
  const free = await here.create('Free', { when: at('2099-05-01T09:30') })
  const { results } = await move(
    here,
    [live, sending, changed, free].map((post) => ({ post, local: '2099-06-01T09:30' })),
  )
  expect(results.map((result) => (result.ok ? 'moved' : result.code))).toEqual(['POST_IS_OUT', 'POST_IS_SENDING', 'POST_CHANGED', 'moved'])
  const cancelled = await unschedulePosts(here.needs, here.at.publisher.call('publishing.unscheduleMany'), {
    posts: [refOf(sending), refOf(await read(here, free.id))],
  })
  expect(cancelled.results.map(({ ok }) => ok)).toEqual([false, true])
  open()
  await here.until(sending, 'published')
  expect(here.server.texts()).toEqual(['Live', 'On its way'])
})

test('a time that has passed or that a network would refuse is told for each post', async () => {
  await using here = await world(token)
  const draft = await newDraft(here, 'x'.repeat(101))
  const planned = await here.create('Plan', { when: at('2099-05-01T09:30') })
  const { results } = await move(here, [
    { post: draft, local: '2099-05-01T09:30' },
    { post: planned, local: '2020-05-01T09:30' },
  ])
  expect(results).toMatchObject([
    { ok: false, postId: draft.id, code: 'NOT_ACCEPTED' },
    { ok: false, postId: planned.id, code: 'TIME_PASSED' },
  ])
})

test('several posts are deleted, one key for the whole request answers for none of them alone', async () => {
  await using here = await world(token)
  const [one, two, three] = [await newDraft(here, 'One'), await newDraft(here, 'Two'), await newDraft(here, 'Three')]
  await save(here, { postId: three.id, revision: three.revision, text: 'Changed' })
  const call = here.at.publisher.call('publishing.removeMany', {}, 'a-key')
  const { results } = await removePosts(here.needs, call, { posts: [one, two, three].map(refOf) })
  expect(results.map((result) => (result.ok ? 'removed' : result.code))).toEqual(['removed', 'removed', 'POST_CHANGED'])
  expect((await refused(read(here, two.id))).code).toBe('NOT_FOUND')
  expect((await read(here, three.id)).state).toBe('draft')
})

test('a note is written on a day, moved, rewritten and deleted', async () => {
  await using here = await world(token)
  const note = await addNote(here.needs, here.at.publisher.call('publishing.addNote'), {
    brandId: here.at.brandId,
    day: '2099-05-01',
    text: 'Labour Day',
    colour: 'clay',
  })
  expect(note).toMatchObject({ day: '2099-05-01', text: 'Labour Day', colour: 'clay', by: here.at.publisher.name })
  const call = here.at.publisher.call('publishing.changeNote')
  expect(await changeNote(here.needs, call, { noteId: note.id, day: '2099-05-02' })).toMatchObject({
    day: '2099-05-02',
    text: 'Labour Day',
  })
  await changeNote(here.needs, call, { noteId: note.id, text: 'Day off' })
  expect(await notes(here, '2099-05-01', '2099-05-01')).toEqual([])
  expect(await notes(here, '2099-05-02', '2099-05-31')).toEqual(['Day off'])
  await removeNote(here.needs, here.at.publisher.call('publishing.removeNote'), { noteId: note.id })
  expect(await notes(here, '2099-05-01', '2099-05-31')).toEqual([])
  expect((await refused(changeNote(here.needs, call, { noteId: note.id, text: 'Ghost' }))).code).toBe('NOT_FOUND')
})

function move(here: World, moves: readonly { post: { id: string; revision: number }; local: string }[]) {
  const posts = moves.map(({ post, local }) => ({ ...refOf(post), when: at(local) }))
  return movePosts(here.needs, here.at.publisher.call('publishing.moveMany'), { posts })
}

function refOf({ id, revision }: { id: string; revision: number }) {
  return { postId: id, revision }
}

async function notes(here: World, from: string, to: string): Promise<string[]> {
  return (await listNotes(here.db, { ...here.at, from, to })).map(({ text }) => text)
}
