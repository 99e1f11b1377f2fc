import { expect, test } from 'vitest'

import type { NewNotice } from '#modules/notifications'

import { addNote } from './change-threads.ts'
import { inboxWorld, said } from './test-inbox.ts'

test('a note tells those whom it calls by name, once, and nobody who only looks as if', async () => {
  await using at = await inboxWorld()
  const { agent, owner, publisher } = at.here.at
  const told: NewNotice[] = []
  const needs = { ...at.needs, notify: async (_: unknown, notice: NewNotice) => void told.push(notice) }
  await at.arrive(said('1', 'Do you ship?'))
  const threadId = (await at.threads()).threads[0]?.id ?? ''
  const note = (text: string) =>
    addNote(needs, agent.call('inbox.note'), {
      threadId,
      text,
      mentions: [owner.memberId, publisher.memberId, agent.memberId, threadId],
    })
  const { deeds } = await note('@The owner, can we? The publisher thinks so. @The agent')
  const [{ mentions } = { mentions: undefined }] = deeds
  expect(mentions?.map(({ name }) => name).toSorted()).toEqual(['The agent', 'The owner'])
  expect(told).toMatchObject([{ kind: 'note-mention', members: [owner.memberId], href: `/inbox?thread=${threadId}` }])
  expect((await note('Nobody')).deeds.at(-1)).not.toHaveProperty('mentions')
  expect(told).toHaveLength(1)
})
