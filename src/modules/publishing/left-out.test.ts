import { expect, test } from 'vitest'

import { listAttempts } from './list-attempts.ts'
import { read } from './test-calls.ts'
import { world } from './test-world.ts'

test('what the network left out of a post that is out is told beside the account, among the attempts and in a notice, without secrets', async () => {
  await using here = await world({ proof: 'token' })
  here.worker()
  const whole = await here.create('Whole')
  await here.until(whole, 'published')
  here.server.leavesOut = { code: 'comment-left-out', detail: 'not here, access_token=hush-hush-hush' }
  const post = await here.create('Without its comment')
  const { id: deliveryId } = await here.until(post, 'published')
  const [shown, attempts] = [await read(here, post.id), await listAttempts(here.needs, { workspaceId: here.at.workspaceId, deliveryId })]
  const reason = { code: 'comment-left-out', detail: expect.stringContaining('not here') }
  expect(shown).toMatchObject({ state: 'published', deliveries: [{ leftOut: [{ step: 'ready', reason }] }] })
  expect(attempts).toMatchObject([{ step: 'ready', outcome: 'done', reason }, { step: 'part 1' }])
  expect(attempts[1]).not.toHaveProperty('reason')
  expect(JSON.stringify([shown, attempts])).not.toContain('hush')
  expect(here.notices).toMatchObject([{ kind: 'post-left-out', key: expect.stringContaining(deliveryId) }])
  expect(await read(here, whole.id)).toMatchObject({ deliveries: [{ leftOut: [] }] })
})
