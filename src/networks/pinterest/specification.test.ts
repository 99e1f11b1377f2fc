import { afterAll, beforeAll, expect, test } from 'vitest'

import type { NetworkEnvironment } from '../network.ts'
import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { carousel, film, picture } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setPinterestStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
const exchanges: Exchange[] = []
beforeAll(async () => {
  stage = await setPinterestStage({ boards: () => [{ name: 'Tea', sections: ['Green'] }] })
  const environment = (): NetworkEnvironment => keeping(exchanges, stage.environment())
  await signIn(stage, connecting, environment())
  const access = await stage.connect()
  const [field] = [valueOf((await connecting.readLimits?.(access, environment())) ?? { ok: true, value: {} })]
  const [board] = Object(field).boards
  const settings = { board: `${board.id}/${board.sections[0].id}` }
  for (const content of [picture, carousel, film]) {
    const job = await runTo(undefined, startJob(access, content), environment())
    await publishing.lookUp({ name: 'part 1', final: true }, job, environment())
    await publishing.edit?.apply({ job, after: { ...content, settings } }, environment())
    const { externalId } = publishing.published(job)
    const type = content === film ? 'video' : 'image'
    await insights.posts.read([{ externalId, publishedAt: stage.environment().now(), type }], access, environment())
    const there = { ...job, results: { ...job.results, 'board 1': { board: board.id, section: board.sections[0].id } } }
    await publishing.lookUp({ name: 'part 1', final: true }, there, environment())
    await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
    valueOf((await publishing.takeDown?.(job, environment())) ?? { ok: true, value: undefined })
  }
  const to = stage.environment().now().toZonedDateTimeISO('UTC').toPlainDate()
  await insights.profile.read({ from: to.subtract({ days: 3 }), to }, access, environment())
  await quotas.read?.(access, environment())
  await connecting.refresh(access, environment())
})
afterAll(() => stage.close())

test('every call there is was made', () => {
  const calls = exchanges.map(({ request }) => `${request.method} ${new URL(request.url).pathname.replace(/\d{8,}/g, 'id')}`)
  expect([...new Set(calls)].toSorted()).toEqual([
    'DELETE /v5/pins/id',
    'GET /v5/boards',
    'GET /v5/boards/id',
    'GET /v5/boards/id/pins',
    'GET /v5/boards/id/sections',
    'GET /v5/boards/id/sections/id/pins',
    'GET /v5/media/id',
    'GET /v5/pins',
    'GET /v5/pins/id/analytics',
    'GET /v5/user_account',
    'GET /v5/user_account/analytics',
    'PATCH /v5/pins/id',
    'POST /v5/media',
    'POST /v5/oauth/token',
    'POST /v5/pins',
  ])
})

test.skipIf(!isThere(specification))(
  'requests are as Pinterest’s OpenAPI document has them, and so are the stand-in’s answers',
  async () => {
    expect(await expectAsSpecified(exchanges, specification)).toBe(exchanges.length)
  },
)
