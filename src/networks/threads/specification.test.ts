import { existsSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { NetworkEnvironment } from '../network.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { longThread, smallVideo, testImage, testThread } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setThreadsStage, startJob, type ThreadsStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

/** The network's published collection lies beside the checkout where the project is developed; elsewhere the stand-in's own checks must do. */
const folder = new URL('../../../../shared/specs/', import.meta.url)
const isThere = existsSync(new URL(specification.file, folder))
if (!isThere) console.warn('The Postman collection of Threads is not beside the checkout, so requests are not compared with it.')

let stage: ThreadsStage
const exchanges: { readonly request: Request; readonly response: Response }[] = []

beforeAll(async () => {
  stage = await setThreadsStage()
  const access = await stage.connect()
  const environment = () => recording(stage.environment())
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
  await publishing.takeDown?.(all, environment())
  await quotas.read?.(access, environment())
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
  await connect()
  stage.pass({ hours: 24 })
  await connecting.refresh(access, environment())
})
afterAll(() => stage.close())

async function connect(): Promise<void> {
  const request = { ...stage.request('login', {}), ...recording(stage.environment()) }
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error('Connecting did not begin.')
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
}

function recording(environment: NetworkEnvironment): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const response = await environment.fetch(input, init)
    exchanges.push({ request, response: response.clone() })
    return response
  }
  return { ...environment, fetch }
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
    'GET /v1.0/me',
    'GET /v1.0/me/replies',
    'GET /v1.0/me/threads',
    'GET /v1.0/me/threads_publishing_limit',
    'POST /oauth/access_token',
    'POST /v1.0/me/threads',
    'POST /v1.0/me/threads_publish',
  ])
  expect(exchanges.filter(({ request }) => new URL(request.url).searchParams.has('auto_publish_text'))).toEqual([])
})
