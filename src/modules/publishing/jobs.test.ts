import { expect, test } from 'vitest'

import { type JobSender, openJobs } from '#kit/jobs'

import { workOnPublishing } from './jobs.ts'
import { schedulePost } from './schedule-post.ts'
import { newDraft } from './test-calls.ts'
import { gate, world } from './test-world.ts'

test('scheduling wakes a worker through the queue, and what is undone wakes nobody', async () => {
  await using here = await world({ proof: 'token' })
  const woken = gate()
  let wakes = 0
  const jobs = openJobs({ connection: here.url })
  workOnPublishing(jobs, here.needs, {
    wake: () => {
      wakes += 1
      woken.open()
    },
  })
  await jobs.start()
  try {
    here.use({ jobs })
    const draft = await newDraft(here, 'Now')
    const undone = new Error('The transaction is undone.')
    const send: JobSender['send'] = async (...asked) => {
      await jobs.send(...asked)
      throw undone
    }
    const broken = { ...here.needs, jobs: { send } }
    const call = here.at.publisher.call('publishing.schedule')
    await expect(schedulePost(broken, call, { postId: draft.id, revision: 1, when: { kind: 'now' } })).rejects.toThrow(undone.message)
    await schedulePost(here.needs, call, { postId: draft.id, revision: 1, when: { kind: 'now' } })
    await woken.promise
    expect(wakes).toBe(1)
  } finally {
    await jobs.stop(2000)
  }
})
