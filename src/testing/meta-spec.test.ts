import { describe, expect, test } from 'vitest'

import { metaSpec } from './meta-spec.ts'

const files: Readonly<Record<string, unknown>> = {
  enum_types: [{ name: 'phase', node: 'Video', field_or_param: 'upload_phase', values: ['START', 'FINISH'] }],
  Page: {
    apis: [
      { method: 'GET', endpoint: 'posts', return: 'Post', params: [{ name: 'with', type: 'string', required: false }] },
      {
        method: 'POST',
        endpoint: 'feed',
        return: 'Page',
        params: [
          { name: 'message', type: 'string', required: false },
          { name: 'attached_media', type: 'list<Object>', required: false },
          { name: 'published', type: 'bool', required: false },
          { name: 'width', type: 'unsigned int', required: false },
        ],
      },
      { method: 'POST', endpoint: 'videos', return: 'Video', params: [{ name: 'upload_phase', type: 'phase', required: true }] },
      { method: 'GET', return: 'Page', params: [] },
    ],
    fields: [
      { name: 'id', type: 'string' },
      { name: 'name', type: 'string' },
    ],
  },
  Post: {
    apis: [],
    fields: [
      { name: 'message', type: 'string' },
      { name: 'created_time', type: 'datetime' },
      { name: 'owner', type: 'Page' },
      { name: 'place', type: 'Place' },
    ],
  },
}

const spec = metaSpec({
  read: (name) => files[name],
  nodeOf: (id) => (id === '7' || id === 'me' ? 'Page' : undefined),
  waived: { 'Page has no field tasks': 'the guide “Manage a page” lists it' },
})

function get(path: string): Request {
  return new Request(`https://graph.test/v25.0/${path}`)
}

function post(path: string, form: Record<string, string>): Request {
  return new Request(`https://graph.test/v25.0/${path}`, { method: 'POST', body: new URLSearchParams(form) })
}

describe('a request', () => {
  test('is fine as described, with what every call takes', async () => {
    expect(await spec.wrongWith(get('7/posts?fields=id,message,owner{name},place{city}&limit=5&since=1'))).toEqual([])
    expect(await spec.wrongWith(post('7/feed', { message: 'Hi', attached_media: '[{"media_fbid":"1"}]', published: 'true' }))).toEqual([])
    expect(await spec.wrongWith(post('7/videos', { upload_phase: 'start' }))).toEqual([])
  })

  test.each<[Request, string]>([
    [get('7/posts?fields=massage'), 'GET /v25.0/7/posts: Post has no field massage'],
    [get('7/posts?fields=owner{age}'), 'GET /v25.0/7/posts: Page has no field age'],
    [get('7/likes'), 'GET /v25.0/7/likes: Page has no GET likes'],
    [post('7', {}), 'POST /v25.0/7: Page has no POST of its own'],
    [post('7/videos', {}), 'POST /v25.0/7/videos: upload_phase is missing'],
    [post('7/videos', { upload_phase: 'begin' }), 'POST /v25.0/7/videos: upload_phase is no phase'],
    [post('7/feed', { width: '-1' }), 'POST /v25.0/7/feed: width is no unsigned int'],
    [post('7/feed', { published: 'yes' }), 'POST /v25.0/7/feed: published is no bool'],
    [post('7/feed', { attached_media: '[1' }), 'POST /v25.0/7/feed: attached_media is no list<Object>'],
    [post('7/feed', { massage: 'Hi' }), 'POST /v25.0/7/feed: massage is not described'],
  ])('%# is told what is wrong with it', async (request, wrong) => {
    expect(await spec.wrongWith(request)).toEqual([wrong])
  })

  test('outside the specifications is known as such', () => {
    expect([get('8'), new Request('https://graph.test/oauth/access_token'), get('7')].map((each) => spec.describes(each))).toEqual([
      false,
      false,
      true,
    ])
  })

  test('may ask for what the specification forgot, where that is known', async () => {
    expect(await spec.wrongWith(get('me?fields=tasks'))).toEqual([])
  })
})

describe('an answer', () => {
  const listed = get('7/posts')

  test.each<[unknown, readonly string[]]>([
    [{ data: [{ id: '1', message: 'Hi', created_time: '2026-11-24T09:00:00+0000', owner: { name: 'Us' } }] }, []],
    [{ data: [{ id: '1', mood: 'good' }] }, ['Post has no field mood']],
    [{ data: [{ message: 5 }] }, ['message is no string']],
    [{ data: [{ owner: { age: 3 } }] }, ['Page has no field age']],
    [[], ['the answer is no JSON object']],
    [{ posts: [] }, ['the answer of an edge is no list named data']],
  ])('%j is as described or not', async (body, wrong) => {
    expect(await spec.wrongWithAnswer(listed, Response.json(body))).toEqual(wrong.map((each) => `200 to GET /v25.0/7/posts: ${each}`))
  })

  test('that is an error has the form of errors', async () => {
    const error = { message: 'No', type: 'OAuthException', code: 190, fbtrace_id: 'A' }
    expect(await spec.wrongWithAnswer(listed, Response.json({ error }, { status: 400 }))).toEqual([])
    expect(await spec.wrongWithAnswer(listed, Response.json({ error: { ...error, code: 'x' } }, { status: 400 }))).toHaveLength(1)
  })
})
