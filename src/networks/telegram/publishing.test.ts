import { expect, test } from 'vitest'

import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { longThread, smallVideo, teaOrCake, testImage, testThread } from './test-content.ts'
import { runTo, setTelegramStage, startJob } from './test-stage.ts'

const stage = stageForEach(setTelegramStage)

test('a thread goes out as an album, words and a poll, each answering the one before, silently and pinned', async () => {
  const at = await stage()
  const sent: { readonly method: string; readonly body: string }[] = []
  const { fetch } = at.environment()
  const environment = at.environment({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      sent.push({ method: request.url.split('/').at(-1) ?? '', body: await request.text() })
      return fetch(input, init)
    },
  })
  const done = await runTo(undefined, startJob(await at.connect(), longThread), environment)
  expect(sent.map(({ method }) => method)).toEqual(['getUpdates', 'sendMediaGroup', 'sendMessage', 'sendPoll', 'pinChatMessage'])
  const [, , words] = sent
  expect(JSON.parse(words?.body ?? '')).toMatchObject({
    text: 'See you there: https://hearth.example/menu',
    entities: [{ type: 'url', offset: 15, length: 27 }],
    link_preview_options: { is_disabled: true },
    disable_notification: true,
    reply_parameters: { message_id: 2 },
  })
  const [poll, second, first] = at.standIn.posts()
  expect(first).toMatchObject({ text: longThread.parts[0]?.text, images: [{}], videos: [{ seconds: expect.any(Number) }] })
  expect(second?.replyTo).toBe(first?.id)
  expect(poll).toMatchObject({ replyTo: second?.id, poll: { options: [{ text: 'Tea' }, { text: 'Cake' }] } })
  expect(publishing.published(done)).toEqual({ externalId: first?.id, url: `${at.origin}/campfire/2` })
})

test('a lone picture, a moving one, a film with its cover, documents: each goes by its own way', async () => {
  const at = await stage()
  const access = await at.connect()
  const gif = testImage('moves 3', { mimeType: 'image/gif', animated: true, frames: 3 })
  const film = testVideo({ seconds: 1, width: 90, height: 160 }, { cover: { at: 0.5 } })
  const kinds: readonly (readonly [PostContent, string])[] = [
    [testThread([{ text: 'One', media: [testImage('one')] }], { spoiler: true }), 'photo'],
    [testThread([{ media: [gif] }]), 'animation'],
    [testThread([{ text: 'Film', media: [film] }]), 'video'],
    [testThread([{ text: 'Menu', media: [testDocument(2)] }]), 'document'],
    [testThread([{ text: 'Menus', media: [testDocument(2), testDocument(3, { title: 'Drinks.pdf' })] }]), 'document'],
  ]
  for (const [content] of kinds) await runTo(undefined, startJob(access, content), at.environment())
  const state = JSON.stringify(at.standIn.state())
  for (const [, kind] of kinds) expect(state).toContain(`"kind":"${kind}"`)
  expect(state).toContain('"cover":true')
  expect(state).toContain('"spoiler":true')
  expect(at.standIn.posts().map(({ document }) => document?.title)).toEqual(['Our menu', 'Our menu', undefined, undefined, undefined])
})

test('only the card that was chosen is shown, and a link alone becomes the words', async () => {
  const at = await stage()
  const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }
  const content = testThread([{ text: 'https://tea.example first', link }, { link }])
  await runTo(undefined, startJob(await at.connect(), content), at.environment())
  expect(at.standIn.posts().map(({ text, link: card }) => [text, card?.url])).toEqual([
    [link.url, link.url],
    ['https://tea.example first', link.url],
  ])
})

test('the first comment stands under the post in its group; without a trace of it nothing is sent twice', async () => {
  const at = await stage()
  const access = await at.connect()
  const content = testThread([{ text: 'Bread at seven' }], { first_comment: 'Who comes?' })
  const job = await runTo('comment 1', startJob(access, content), at.environment())
  const done = await runTo(undefined, job, at.environment())
  const [comment, post] = at.standIn.posts()
  expect(comment).toMatchObject({ text: 'Who comes?', replyTo: post?.id })
  expect(done.results['comment 1']).toEqual({ chat: expect.any(Number), message: expect.any(Number) })
  expect(valueOf(await publishing.lookUp({ name: 'comment 1', final: true }, job, at.environment()))).toEqual({
    found: true,
    result: { leftOut: { code: 'comment-unclear' } },
  })
})

test('with the post goes its first comment', async () => {
  const at = await stage()
  const content = testThread([{ text: 'Bread' }], { first_comment: 'At seven' })
  const done = await runTo(undefined, startJob(await at.connect(), content), at.environment())
  expect(await publishing.takeDown?.(done, at.environment())).toMatchObject({ ok: true })
  expect(at.standIn.posts()).toEqual([])
})

test('a post without a group has no comment and is never found', async () => {
  const at = await stage({ group: 'none' })
  const access = await at.connect()
  const job = await runTo('part 1', startJob(access, testThread([{ text: 'Quiet' }], { first_comment: 'Hm' })), at.environment())
  expect(Object.keys(job.results)).toEqual([])
  await publishing.perform({ name: 'part 1', final: true }, job, at.environment())
  expect(valueOf(await publishing.lookUp({ name: 'part 1', final: true }, job, at.environment()))).toEqual({ found: false })
  const done = await runTo(undefined, job, at.environment())
  expect(done.results['thread 1']).toMatchObject({ leftOut: { code: 'comment-needs-group' } })
})

test('a lost post is found by its copy, also after the inbox was read, but none like it that came before', async () => {
  const at = await stage()
  const access = await at.connect()
  for (const content of [
    testThread([{ text: ' Bread\r\nat seven ' }]),
    testThread([{ text: 'Tea or cake?', poll: teaOrCake }]),
    testThread([{ text: 'Two', media: [testImage('fire'), smallVideo] }]),
    testThread([{ media: [smallVideo] }]),
    testThread([{ media: [testDocument(2)] }]),
  ]) {
    await runTo(undefined, startJob(access, content), at.environment())
    const job = await runTo('part 1', startJob(access, content), at.environment())
    expect(await look(job)).toEqual({ found: false })
    const made = valueOf(await publishing.perform({ name: 'part 1', final: true }, job, at.environment()))
    await inbox.read(sinceYesterday(at.environment().now()), access, at.environment())
    expect(await look(job)).toEqual({ found: true, result: made })
    // Another delivery made it.
    expect(valueOf(await publishing.lookUp({ name: 'part 1', final: true }, job, at.environment({ taken: allOf })))).toEqual({
      found: false,
    })
  }

  async function look(job: Delivery) {
    return valueOf(await publishing.lookUp({ name: 'part 1', final: true }, job, at.environment()))
  }
})

async function allOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(ids)
}

function sinceYesterday(now: Temporal.Instant) {
  return { source: 'group', cursor: undefined, since: now.subtract({ hours: 24 }) }
}

test('what the network refuses has its reason, and none tells the token', async () => {
  const at = await stage()
  const access = await at.connect()
  const job = startJob(access, testThread([{ text: 'Hello' }]))
  const answers: readonly (readonly [number, string, string, string])[] = [
    [400, 'Bad Request: need administrator rights in the channel chat', 'rejected', 'right-missing'],
    [400, 'Bad Request: chat not found', 'rejected', 'channel-not-found'],
    [400, 'Bad Request: IMAGE_PROCESS_FAILED', 'rejected', 'media-refused'],
    [413, 'Request Entity Too Large', 'rejected', 'media-refused'],
    [401, 'Unauthorized', 'signed-out', 'signed-out'],
    [403, 'Forbidden: bot was kicked from the channel chat', 'signed-out', 'bot-removed'],
    [500, 'Internal Server Error', 'unknown-outcome', 'no-clear-answer'],
  ]
  for (const [status, description, kind, code] of answers) {
    const body = { ok: false, error_code: status, description: `${description} ${tokenIn(access)}` }
    const environment = at.environment({ fetch: async () => Response.json(body, { status }) })
    const trouble = troubleOf(await publishing.perform({ name: 'part 1', final: true }, job, environment))
    expect({ status, description, ...trouble }).toMatchObject({ kind, reason: { code } })
    expect(JSON.stringify(trouble)).not.toContain(tokenIn(access).split(':')[1])
  }
})

function tokenIn({ secret }: AccountAccess): string {
  return JSON.parse(JSON.stringify(secret)).token
}

test('too much in a minute is waited out for as long as the network says', async () => {
  const at = await stage({ perMinute: 3 })
  const access = await at.connect()
  const full = await runTo('part 4', startJob(access, testThread(['a', 'b', 'c', 'd'].map((text) => ({ text })))), at.environment())
  at.pass({ seconds: 20 })
  const trouble = troubleOf(await publishing.perform({ name: 'part 4', final: true }, full, at.environment()))
  const { until } = trouble.kind === 'slow-down' ? trouble : { until: undefined }
  expect(until?.since(at.environment().now()).total('seconds')).toBe(40)
  at.pass({ seconds: 40 })
  await runTo(undefined, full, at.environment())
})

function changed(texts: readonly string[]): PostContent {
  return { ...longThread, parts: longThread.parts.map((part, index) => ({ ...part, text: texts[index] ?? part.text })) }
}

test('words are corrected where they stand, and nothing else', async () => {
  const at = await stage()
  const job = await runTo(undefined, startJob(await at.connect(), longThread), at.environment())
  const facts = { job, publishedAt: at.environment().now(), now: at.environment().now() }
  const after = changed(['Opening at eight', 'See you'])
  expect(publishing.edit?.refuses({ ...facts, after })).toBeUndefined()
  for (let times = 0; times < 2; times += 1)
    expect(await publishing.edit?.apply({ job, after }, at.environment())).toMatchObject({ ok: true })
  expect(at.standIn.posts().map(({ text }) => text)).toEqual(['Tea or cake?', 'See you', 'Opening at eight'])
  const refusals = [changed(['', '', 'Tea?']), changed(['Opening', ' ']), testThread([{ text: 'Less' }])]
  expect(refusals.map((one) => publishing.edit?.refuses({ ...facts, after: one })?.code)).toEqual([
    'edit-poll',
    'edit-words-needed',
    'edit-words-only',
  ])
})

test('without the right to delete only what is young is taken down; without the right to pin it is left out', async () => {
  const at = await stage({ rights: { can_post_messages: true } })
  const job = await runTo(undefined, startJob(await at.connect(), testThread([{ text: 'Soon gone' }], { pin: true })), at.environment())
  expect(job.results['pin']).toMatchObject({ leftOut: { code: 'pin-left-out' } })
  at.pass({ hours: 49 })
  expect(troubleOf((await publishing.takeDown?.(job, at.environment())) ?? { ok: true, value: undefined })).toMatchObject({
    kind: 'rejected',
    reason: { code: 'delete-refused' },
  })
})
