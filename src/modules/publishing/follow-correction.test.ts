import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'

import type { JobSender } from '#kit/jobs'

import { correctDelivery } from './correct-delivery.ts'
import { followCorrection } from './follow-correction.ts'
import { followCorrections } from './follow-corrections.ts'
import { listAttempts } from './list-attempts.ts'
import { attention, read, takeDown } from './test-calls.ts'
import { gate, world, type World } from './test-world.ts'

async function publish(here: World) {
  here.worker()
  const post = await here.create('Good mornign')
  const { id: deliveryId } = await here.until(post, 'published')
  const { workspaceId } = here.at
  return {
    post,
    correct: (text: string) => correctDelivery(here.needs, here.at.publisher.call('publishing.correct'), { deliveryId, texts: [text] }),
    follow: () => followCorrection(here.needs, { workspaceId, deliveryId }, new AbortController().signal),
    attempts: () => listAttempts(here.needs, { workspaceId, deliveryId }),
    correction: async () => (await read(here, post.id)).deliveries[0]?.correction,
    /** In seconds, until the network is asked again. */
    pause: async () => {
      const { rows } = await sql<{ seconds: number }>`
        select extract(epoch from look_at - clock_timestamp())::float8 as seconds from publishing.correction`.execute(here.db)
      return rows[0]?.seconds
    },
  }
}

test('a correction that is refused later is told once, and another one that stands clears it', async () => {
  await using here = await world({ proof: 'token' })
  const { correct, follow, attempts, correction, pause } = await publish(here)
  here.server.review = 'looking'
  await correct('Call me')
  expect(await correction()).toEqual({ state: 'waiting' })
  await follow()
  expect(await pause()).toBeCloseTo(3600, -2)
  here.server.deafLooks = 1
  await follow()
  expect([await correction(), here.notices]).toEqual([{ state: 'waiting' }, []])
  expect(await pause()).toBeLessThan(60)
  here.server.review = 'refused'
  await follow()
  await follow()
  expect(await correction()).toEqual({ state: 'refused', reason: { code: 'refused' } })
  expect(await attention(here)).toMatchObject([{ delivery: { state: 'published', correction: { state: 'refused' } } }])
  expect(here.notices.map(({ kind }) => kind)).toEqual(['post-rejected'])
  expect((await attempts()).slice(-2)).toMatchObject([
    { kind: 'correct', outcome: 'done' },
    { kind: 'follow', outcome: 'rejected', reason: { code: 'refused' } },
  ])
  await correct('Good morning')
  expect(await correction()).toEqual({ state: 'waiting' })
  here.server.review = 'live'
  await follow()
  expect([await correction(), await pause(), await attention(here), here.notices.length]).toEqual([undefined, undefined, [], 1])
  expect((await attempts()).at(-1)).toMatchObject({ kind: 'follow', outcome: 'done' })
})

test('only the newest correction counts: what is said of the one before is not kept', async () => {
  await using here = await world({ proof: 'token' })
  const { correct, follow, attempts, correction } = await publish(here)
  await correct('Call me')
  const answer = gate()
  Object.assign(here.server, { review: 'refused', tells: answer.promise })
  const asked = follow()
  await vi.waitFor(() => expect(here.server.asked).toBe(1))
  await correct('Good morning')
  answer.open()
  await asked
  expect([await correction(), here.notices]).toEqual([{ state: 'waiting' }, []])
  expect((await attempts()).map(({ kind }) => kind)).not.toContain('follow')
})

test('a correction whose answer was lost is followed too; one that was refused, or of a copy that is gone or taken down, is not', async () => {
  await using here = await world({ proof: 'token' })
  const { post, correct, follow, attempts, correction, pause } = await publish(here)
  here.server.losesChange = true
  await expect(correct('Good morning')).rejects.toMatchObject({ code: 'NOT_CORRECTED', data: { reason: { code: 'no-clear-answer' } } })
  expect(await correction()).toEqual({ state: 'waiting' })
  await follow()
  expect([await correction(), (await attempts()).at(-1)]).toMatchObject([undefined, { kind: 'follow', outcome: 'done' }])
  const tried = (await attempts()).length
  await correct('Good evening')
  const standing = here.server.posts.splice(0)
  await follow()
  await expect(correct('Good night')).rejects.toMatchObject({ code: 'NOT_CORRECTED' })
  expect(await pause()).toBeUndefined()
  here.server.posts.push(...standing)
  await correct('Call me')
  await takeDown(here, post.id)
  await here.until(post, 'taken-down')
  here.server.review = 'refused'
  await follow()
  expect([await pause(), here.notices]).toEqual([undefined, []])
  expect((await attempts()).slice(tried).map(({ kind }) => kind)).toEqual(['correct', 'correct', 'correct', 'take-down'])
})

test('a correction of which nothing is said for a day is followed no longer; until then its time comes again and again, whatever is lost', async () => {
  await using here = await world({ proof: 'token' })
  const { correct, follow, attempts, pause } = await publish(here)
  const sent: unknown[] = []
  const jobs: JobSender = { send: async (_, { name }, { payload }) => void sent.push([name, payload]) }
  here.server.review = 'looking'
  await correct('Call me')
  await followCorrections({ ...here.needs, jobs })
  expect(sent).toEqual([])
  await here.db
    .updateTable('publishing.correction')
    .set({ since: back('25 hours'), look_at: back('1 second') })
    .execute()
  await followCorrections({ ...here.needs, jobs })
  await followCorrections({ ...here.needs, jobs })
  expect(sent).toMatchObject([['publishing.follow-correction', { workspaceId: here.at.workspaceId }]])
  expect(await pause()).toBeCloseTo(300, -2)
  await follow()
  expect([await pause(), here.notices]).toEqual([undefined, []])
  expect((await attempts()).at(-1)).toMatchObject({ kind: 'follow', outcome: 'unknown-outcome', reason: { code: 'correction-unknown' } })
})

function back(time: string) {
  return sql<Date>`clock_timestamp() - ${time}::interval`
}
