import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { type Exchange, keeping, signIn } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { longThread, smallVideo, testImage, testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
const exchanges: Exchange[] = []

beforeAll(async () => {
  stage = await setThreadsStage()
  const access = await stage.connect()
  const environment = () => keeping(exchanges, stage.environment())
  const link = { url: 'https://hearth.example', title: 'Menu', description: '' }
  const poll = { options: ['Tea', 'Cake', 'Both'], minutes: 1440, multiple: false }
  const [old] = [stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Yesterday' })].map(() => stage.standIn.posts()[0])
  const one = await runTo('part 1', startJob(access, longThread), environment())
  const all = await runTo(undefined, one, environment())
  await publishing.lookUp({ name: 'part 1', final: true }, all, environment())
  await publishing.lookUp({ name: 'part 2', final: true }, all, environment())
  for (const content of [
    testThread([{ text: 'Tea or cake?', poll }, { link }]),
    testThread([{ media: [smallVideo] }, { media: [testImage('bread'), testImage('fire')] }]),
    testThread([{ media: [testImage('alone')] }], { topic_tag: 'Bread', reply_control: 'mentioned_only' }),
    testThread([{ text: 'As I said' }], { quote: old?.url ?? '' }),
  ])
    await runTo(undefined, startJob(access, content), environment())
  stage.standIn.act({ kind: 'follow', by: stage.friend.id, profile: stage.profile.id })
  const reply = stage.standIn.act({
    kind: 'reply',
    by: stage.friend.id,
    post: publishing.published(all).externalId,
    text: 'Hello @campfire',
  }).id
  for (const source of ['replies', 'mentions', 'own'])
    await inbox.read({ source, cursor: undefined, since: stage.environment().now().subtract({ hours: 1 }) }, access, environment())
  await inbox.lookingAgain?.look([{ externalId: reply, kind: 'comment', answerTo: undefined }], access, environment())
  await inbox.hide?.({ externalId: reply, kind: 'comment', answerTo: undefined, hidden: true }, access, environment())
  await readNumbers(access, publishing.published(all).externalId, environment())
  await publishing.takeDown?.(all, environment())
  await quotas.read?.(access, environment())
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
  await signIn(stage, connecting, environment())
  stage.pass({ hours: 24 })
  await connecting.refresh(access, environment())
})
afterAll(() => stage.close())

/** Everything that is asked for numbers. */
async function readNumbers(access: AccountAccess, externalId: string, environment: NetworkEnvironment): Promise<void> {
  stage.standIn.crowd?.({ on: stage.profile.id, figures: { followers: 500 } })
  const to = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  valueOf(await insights.profile.read({ from: to.subtract({ days: 3 }), to }, access, environment))
  valueOf(await insights.posts.read([{ externalId, publishedAt: environment.now(), type: undefined }], access, environment))
  valueOf(await insights.audience.read(access, environment))
}

test('the tests of the collection cover every call there is', () => {
  const calls = exchanges.map(({ request }) => `${request.method} ${new URL(request.url).pathname.replace(/\d{8,}/, 'id')}`)
  expect([...new Set(calls)].toSorted()).toEqual([
    'DELETE /v1.0/id',
    'GET /access_token',
    'GET /debug_token',
    'GET /oauth/access_token',
    'GET /refresh_access_token',
    'GET /v1.0/id',
    'GET /v1.0/id/conversation',
    'GET /v1.0/id/insights',
    'GET /v1.0/me',
    'GET /v1.0/me/mentions',
    'GET /v1.0/me/replies',
    'GET /v1.0/me/threads',
    'GET /v1.0/me/threads_insights',
    'GET /v1.0/me/threads_publishing_limit',
    'POST /oauth/access_token',
    'POST /v1.0/id/manage_reply',
    'POST /v1.0/me/threads',
    'POST /v1.0/me/threads_publish',
  ])
  expect(exchanges.filter(({ request }) => new URL(request.url).searchParams.has('auto_publish_text'))).toEqual([])
})
