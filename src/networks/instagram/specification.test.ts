import { existsSync, readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import type { NetworkEnvironment } from '../network.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { carousel, smallVideo, testImage, testPost } from './test-content.ts'
import { type InstagramStage, runTo, setInstagramStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

/** The network's published specification lies beside the checkout where the project is developed; elsewhere the stand-in's own checks must do. */
const folder = new URL('../../../../shared/specs/meta-graph/api_specs/specs/', import.meta.url)
const isThere = existsSync(folder)
if (!isThere) console.warn('The specification of the Graph API is not beside the checkout, so requests are not compared with it.')

const Param = z.object({ name: z.string(), type: z.string(), required: z.boolean() })
const Spec = z.object({
  apis: z.array(z.object({ method: z.string(), endpoint: z.string().optional(), name: z.string().optional(), params: z.array(Param) })),
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
})
type Spec = z.output<typeof Spec>

function specOf(name: string): Spec {
  return Spec.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')))
}

/** Names of a node: its fields, and the edges that can be asked for like fields. */
function namesOf(spec: string): ReadonlySet<string> {
  const { fields, apis } = specOf(spec)
  return new Set(['id', ...fields.map(({ name }) => name), ...apis.flatMap(({ endpoint = '' }) => endpoint)])
}

interface Exchange {
  readonly method: string
  readonly url: URL
  readonly form: URLSearchParams
  readonly answer: unknown
}

let stage: InstagramStage
const exchanges: Exchange[] = []

beforeAll(async () => {
  stage = await setInstagramStage()
  const access = await stage.connect()
  const named = { collaborators: 'kindling', user_tags: 'kindling' }
  for (const content of [
    carousel,
    testPost({ text: 'One', media: [testImage('one')] }, { ...named, first_comment: 'The first' }),
    testPost({ text: 'Moving', media: [{ ...smallVideo, cover: { at: 1 } }] }, { ...named, kind: 'reel' }),
    testPost({ media: [{ ...smallVideo, cover: { picture: testImage('cover') } }] }),
    testPost({ media: [testImage('one'), smallVideo] }, named),
    testPost({ media: [smallVideo] }, { kind: 'story' }),
    testPost({ media: [testImage('one')] }, { kind: 'story' }),
  ]) {
    const job = await runTo('part 1', startJob(access, content), recording(stage.environment()))
    await runTo(undefined, job, recording(stage.environment()))
    await publishing.lookUp({ name: 'part 1', final: true }, job, recording(stage.environment()))
  }
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, recording(stage.environment()))
  stage.pass({ hours: 24 })
  await connecting.refresh(access, recording(stage.environment()))
  const begun = await connecting.begin({ ...stage.request('login', {}), ...recording(stage.environment()) })
  if (!begun.ok || !('redirect' in begun.value)) throw new Error('Connecting did not begin.')
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  const parameters = Object.fromEntries(back.searchParams)
  await connecting.finish({ ...stage.request('login', {}), ...recording(stage.environment()), parameters, pending: begun.value.pending })
})
afterAll(() => stage.close())

function recording(environment: NetworkEnvironment): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const response = await environment.fetch(input, init)
    const { method } = request
    const form = new URLSearchParams(method === 'POST' ? await request.text() : '')
    exchanges.push({ method, url: new URL(request.url), form, answer: await response.clone().json() })
    return response
  }
  return { ...environment, fetch }
}

/** Which operation of the specification a request is; the state of a container has none. */
function operationOf({
  method,
  url,
}: Exchange): { readonly spec: string; readonly endpoint: string | undefined } | 'unspecified' | undefined {
  const [, first, node = '', edge] = url.pathname.split('/')
  if (first === 'access_token') return { spec: 'IGAccessTokenForIGOnlyAPI', endpoint: undefined }
  if (first === 'refresh_access_token') return { spec: 'IGRefreshAccessTokenForIGOnlyAPI', endpoint: undefined }
  if (first === 'oauth') return 'unspecified'
  if (node === 'me' || node === stage.profile.id) {
    // This flavour's file writes the edge without its underscore; the documentation and the other flavour write it with one.
    return { spec: edge === 'media_publish' ? 'IGUser' : 'IGUserForIGOnlyAPI', endpoint: edge }
  }
  const isPost = stage.standIn.posts().some(({ id }) => id === node)
  return isPost ? { spec: 'IGMediaForIGOnlyAPI', endpoint: edge } : method === 'GET' ? 'unspecified' : undefined
}

const general = new Set(['fields', 'limit', 'after'])

function wrongIn(exchange: Exchange): readonly string[] {
  const operation = operationOf(exchange)
  if (operation === 'unspecified') return []
  if (!operation) return ['no such operation']
  const api = specOf(operation.spec).apis.find(
    ({ method, endpoint, name }) =>
      method === exchange.method && endpoint === operation.endpoint && (endpoint !== undefined || name === '#get'),
  )
  if (!api) return [`${operation.spec} has no ${exchange.method} ${operation.endpoint ?? ''}`]
  const sent = [...exchange.url.searchParams, ...exchange.form]
  const strange = sent.filter(([name]) => !general.has(name) && !api.params.some((param) => param.name === name))
  const missing = api.params.filter(({ name, required }) => required && !sent.some(([given]) => given === name))
  const mistyped = sent.filter(([name, value]) => !isOf(api.params.find((param) => param.name === name)?.type ?? 'string', value))
  return [
    ...strange.map(([name]) => `${name} is unknown`),
    ...missing.map(({ name }) => `${name} is missing`),
    ...mistyped.map(([name]) => `${name} is mistyped`),
  ]
}

function isOf(type: string, value: string): boolean {
  if (type === 'bool') return value === 'true' || value === 'false'
  if (type === 'unsigned int') return /^\d+$/.test(value)
  if (type === 'datetime') return /^\d+$/.test(value) || !Number.isNaN(Date.parse(value))
  if (type === 'list<string>') return /^(?:\d+(?:,\d+)*|\[(?:"[\w.]+",?)+\])$/.test(value)
  if (type === 'list<map>') return z.array(z.record(z.string(), z.unknown())).safeParse(JSON.parse(value)).success
  return type === 'string'
}

test.skipIf(!isThere)('every request is one of the specification, with the parameters it knows, in their types', () => {
  const specified = exchanges.map(operationOf).flatMap((each) => (typeof each === 'object' ? [`${each.spec}/${each.endpoint ?? ''}`] : []))
  expect([...new Set(specified)].toSorted()).toEqual([
    'IGAccessTokenForIGOnlyAPI/',
    'IGMediaForIGOnlyAPI/',
    'IGMediaForIGOnlyAPI/comments',
    'IGRefreshAccessTokenForIGOnlyAPI/',
    'IGUser/media_publish',
    'IGUserForIGOnlyAPI/',
    'IGUserForIGOnlyAPI/content_publishing_limit',
    'IGUserForIGOnlyAPI/media',
    'IGUserForIGOnlyAPI/stories',
  ])
  expect(
    exchanges.flatMap((exchange) => wrongIn(exchange).map((wrong) => `${exchange.method} ${exchange.url.pathname}: ${wrong}`)),
  ).toEqual([])
})

test.skipIf(!isThere)('the specification knows every field that is asked for, and that the stand-in answers', () => {
  const nodes: Readonly<Record<string, ReadonlySet<string>>> = {
    'IGUserForIGOnlyAPI/': namesOf('IGUserForIGOnlyAPI'),
    'IGUserForIGOnlyAPI/media': namesOf('IGMediaForIGOnlyAPI'),
    'IGUserForIGOnlyAPI/stories': namesOf('IGMediaForIGOnlyAPI'),
    'IGMediaForIGOnlyAPI/comments': namesOf('IGComment'),
    'IGUserForIGOnlyAPI/content_publishing_limit': namesOf('ContentPublishingLimitResponse'),
    'IGMediaForIGOnlyAPI/': namesOf('IGMediaForIGOnlyAPI'),
    'IGAccessTokenForIGOnlyAPI/': namesOf('IGRefreshAccessTokenForIGOnlyAPI'),
    'IGRefreshAccessTokenForIGOnlyAPI/': namesOf('IGRefreshAccessTokenForIGOnlyAPI'),
  }
  const strange = exchanges.flatMap((exchange) => {
    const operation = operationOf(exchange)
    const fields = typeof operation === 'object' ? nodes[`${operation.spec}/${operation.endpoint ?? ''}`] : undefined
    return fields ? namesIn(exchange).filter((name) => !fields.has(name)) : []
  })
  expect(strange).toEqual([])
})

const Listed = z.object({ data: z.array(z.record(z.string(), z.unknown())) })

/** The fields asked for and those in the answer, whether it is one node or a list of them. */
function namesIn({ url, answer }: Exchange): readonly string[] {
  const asked = (url.searchParams.get('fields') ?? '').replaceAll(/\{[^}]*\}/g, '').split(',')
  const list = Listed.safeParse(answer).data?.data
  const nodes = list ?? [z.record(z.string(), z.unknown()).parse(answer)]
  return [...asked.filter((name) => name !== ''), ...nodes.flatMap((node) => Object.keys(node))]
}

test('a comment is never asked for fields', () => {
  const comments = exchanges.filter(({ method, url }) => method === 'POST' && url.pathname.endsWith('/comments'))
  expect(comments.map(({ url, form }) => [url.search, [...form.keys()]])).toEqual([['', ['message']]])
})

test.skipIf(!isThere)('deleting a post is no part of this API', () => {
  expect(specOf('IGMediaForIGOnlyAPI').apis.filter(({ method }) => method === 'DELETE')).toEqual([])
  expect('takeDown' in publishing).toBe(false)
})
