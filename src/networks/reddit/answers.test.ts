import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { readCommunity } from './read-community.ts'
import { smallVideo, testImage, testPost } from './test-content.ts'
import { setRedditStage, startJob } from './test-stage.ts'

// Written from the network's documentation, with the fields and empty values that the stand-in leaves out.

const setStage = stageForEach(setRedditStage)
const final = { name: 'part 1', final: true }

/** Answers with the file of the first piece of an address that fits; everything else is not there. */
function answering(files: Readonly<Record<string, string>>): typeof globalThis.fetch {
  return async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url)
    const [, file] = Object.entries(files).find(([piece]) => pathname.includes(piece)) ?? []
    if (file === undefined) return Response.json({ message: 'Not Found', error: 404 }, { status: 404 })
    const body = readFileSync(new URL(`fixtures/${file}.json`, import.meta.url), 'utf8')
    return new Response(body, { status: file.startsWith('error') ? 404 : 200, headers: { 'content-type': 'application/json' } })
  }
}

test('a community with empty values takes what it does not refuse', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const fetch = answering({ post_requirements: 'post-requirements', '/about': 'about' })
  const read = await readCommunity({ name: 'teatalk', rules: false }, access, stage.environment({ fetch }))
  expect(valueOf(read)).toMatchObject({
    name: 'TeaTalk',
    open: true,
    adult: false,
    takes: { self: true, image: true, gallery: true, video: false, poll: true },
    requirements: { title_text_max_length: 120, link_restriction_policy: 'none', guidelines_text: '' },
    flairs: [],
  })
  const banned = await readCommunity(
    { name: 'gone', rules: true },
    access,
    stage.environment({ fetch: answering({ '/about': 'error-banned' }) }),
  )
  expect(troubleOf(banned)).toMatchObject({ kind: 'rejected', reason: { code: 'community-not-there', detail: '404 banned' } })
})

test('a film that is made into a post later is found in the list, below which something old is pinned', async () => {
  const stage = await setStage()
  const fetch = answering({ '/api/submit': 'submit-later', '/submitted': 'submitted' })
  const environment = stage.environment({ fetch })
  const started = startJob(await stage.connect(), testPost({ media: [smallVideo] }))
  const file = { assetId: 'o285jq1abcd61', url: 'https://store.example/o285jq1abcd61', at: '2026-11-24T09:00:00Z' }
  const job = { ...started, results: { community: { standing: [] }, video: file, poster: file } }
  expect(valueOf(await publishing.perform(final, job, environment))).toEqual({ at: '2026-11-24T09:00:00Z' })
  expect(valueOf(await publishing.lookUp(final, job, environment))).toMatchObject({ found: true, result: { name: 't3_1abcd2' } })
})

test('a place that is lent without a scheme is https, and what is refused there is no post', async () => {
  const stage = await setStage()
  const job = startJob(await stage.connect(), testPost({ media: [testImage('fire')] }))
  const sent: Request[] = []
  const store = (status: number, body: string): typeof globalThis.fetch => {
    const others = answering({ '/api/media': 'lease' })
    return async (input, init) => {
      const request = new Request(input, init)
      if (!request.url.includes('amazonaws')) return others(input, init)
      sent.push(request)
      return new Response(body, { status })
    }
  }
  const put = (status: number, body: string) =>
    publishing.perform({ name: 'image 1', final: false }, job, stage.environment({ fetch: store(status, body) }))
  const url = 'https://reddit-uploaded-media.s3-accelerate.amazonaws.com/o285jq1abcd61'
  expect(valueOf(await put(201, '<PostResponse/>'))).toMatchObject({ assetId: 'o285jq1abcd61', url })
  const fields = [...((await sent[0]?.formData())?.keys() ?? [])]
  expect(fields).toEqual(['acl', 'key', 'Content-Type', 'policy', 'file'])
  expect(sent[0]?.headers.get('authorization')).toBe(null)
  expect(troubleOf(await put(400, '<Error><Code>EntityTooLarge</Code></Error>'))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'file-too-large' },
  })
  expect(troubleOf(await put(403, '<Error><Code>AccessDenied</Code></Error>'))).toMatchObject({ kind: 'unavailable' })
})

test('what somebody without an account said, and what a community writes, have an author', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const since = stage.environment().now()
  const fetch = answering({ '/message/inbox': 'inbox', '/api/info': 'submitted' })
  const page = valueOf(await inbox.read({ source: 'inbox', cursor: undefined, since }, access, stage.environment({ fetch })))
  expect(page.items).toMatchObject([
    { kind: 'mention', thread: { externalId: 't3_o285jq:deleted:t1_h28kz3u' }, author: { name: '[deleted]' }, answers: 't3_o285jq' },
    { kind: 'message', author: { name: 'r/TeaTalk' }, text: 'You have been added as an approved user\n\nYou may post now.' },
  ])
})
