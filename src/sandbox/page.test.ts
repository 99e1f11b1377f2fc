import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { html } from '#kit/html'

import type { StandIn } from '../networks/stand-in.ts'
import { kinds } from './kinds.ts'
import { openSandbox } from './open-sandbox.ts'
import type { Sandbox } from './sandbox.ts'

const origin = 'http://127.0.0.1:4600'
const base = `${origin}/sandbox`
let dataDir: string
let sandbox: Sandbox
let bluesky: StandIn
let bakery: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'))
  sandbox = await openSandbox({
    dataDir,
    base,
    now: () => Temporal.Instant.from('2027-03-01T12:00:00Z'),
    ports: Object.fromEntries(kinds.map(({ id }) => [id, 0])),
    onTrouble: (error) => {
      throw error
    },
  })
  bluesky = sandbox.standIn('bluesky')
  bakery = bluesky.addProfile({ handle: 'bakery', displayName: 'Bakery <b>&', bio: '<i>Bread</i>' }).id
})
afterEach(async () => {
  await sandbox.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Looking {
  readonly cookie?: string
  readonly language?: string
}

async function look(path: string, { cookie = '', language = 'en' }: Looking = {}) {
  const answer = await sandbox.handle(new Request(origin + path, { headers: { accept: 'text/html', cookie, 'accept-language': language } }))
  return { status: answer.status, text: await answer.text() }
}

async function submit(what: string, fields: Readonly<Record<string, string | File>>, cookie = '') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const answer = await sandbox.handle(new Request(`${base}/${what}`, { method: 'POST', body, headers: { origin, cookie } }))
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    cookie: answer.headers.get('set-cookie') ?? '',
    text: await answer.text(),
  }
}

function act(fields: Readonly<Record<string, string | File>>) {
  return submit('act', { network: 'bluesky', back: '/sandbox/', ...fields })
}

function bake(text = 'Fresh bread') {
  return bluesky.act({ kind: 'post', by: bakery, text }).id
}

test('shows every network’s latest posts, in the reader’s language, with every text escaped', async () => {
  bake('<script>alert(1)</script> 新出爐')
  const english = await look('/sandbox/')
  expect(english.status).toBe(200)
  expect(english.text).toContain('<html lang="en">')
  expect(english.text).not.toMatch(/<script|<b>&|<i>Bread/)
  expect(english.text).toContain('新出爐')
  for (const { id } of sandbox.networks) expect(english.text).toContain(`/sandbox/?network=${id}`)
  const chinese = await look('/sandbox/', { language: 'zh-TW,zh;q=0.9' })
  expect(chinese.text).toContain('<html lang="zh-TW">')
  expect(chinese.text).toContain('沙盒時間')
})

test('a visitor is somebody made up, and may be anybody', async () => {
  const chosen = await submit('who', { network: 'bluesky', handle: 'meichun', back: '/sandbox/?network=bluesky' })
  expect(chosen).toMatchObject({ status: 303, location: '/sandbox/?network=bluesky' })
  expect(chosen.cookie).toMatch(/^hearth-sandbox-bluesky=meichun[^;]*; Path=\/sandbox\/; .*HttpOnly; SameSite=Lax$/)
  expect(bluesky.profiles().map(({ displayName }) => displayName)).toContain('林美君')
  await submit('act', { network: 'bluesky', kind: 'post', text: 'From the bakery itself' }, 'hearth-sandbox-bluesky=bakery.bsky.social')
  expect(bluesky.posts()[0]).toMatchObject({ profileId: bakery, text: 'From the bakery itself' })
  expect((await submit('who', { network: 'bluesky', handle: 'nobody at all' })).status).toBe(404)
})

test('likes, reposts, replies, follows, writes and sends as a customer', async () => {
  const post = bake()
  for (const kind of ['like', 'repost']) expect(await act({ kind, post })).toMatchObject({ status: 303, location: '/sandbox/' })
  await act({ kind: 'reply', post, text: 'Two loaves please!\r\nThank you' })
  await act({ kind: 'follow', profile: bakery })
  const question = { kind: 'message', profile: bakery, text: 'Are you open on Sunday?' }
  expect((await act(question)).text).toContain('someone they follow')
  const baker = 'hearth-sandbox-bluesky=bakery.bsky.social'
  await submit('messages-from', { network: 'bluesky', from: 'everyone', back: '/sandbox/' }, baker)
  await act(question)
  await act({
    kind: 'post',
    text: 'Best bread in town, @bakery.bsky.social',
    picture: new File([Buffer.from('RIFF0000WEBP')], 'bread.webp', { type: 'image/webp' }),
    alt: 'A loaf',
  })
  expect(bluesky.posts({ profileId: bakery })).toMatchObject([{ likes: 1, reposts: 1, replies: 1 }])
  expect(bluesky.posts().map(({ text }) => text)).toContain('Two loaves please!\nThank you')
  expect(bluesky.posts().flatMap(({ images }) => images)).toMatchObject([{ alt: 'A loaf' }])
  expect(bluesky.messages(bakery)).toMatchObject([{ text: 'Are you open on Sunday?' }])
  expect(bluesky.profiles().find(({ id }) => id === bakery)?.followers).toBe(1)
  const profile = await look(`/sandbox/?network=bluesky&profile=${encodeURIComponent(bakery)}`)
  expect(profile.text).toContain('Are you open on Sunday?')
  const message = bluesky.messages(bakery)[0]?.id ?? ''
  expect((await submit('delete-message', { network: 'bluesky', message, back: '/sandbox/' }, baker)).status).toBe(303)
  expect(bluesky.messages(bakery)).toEqual([])
  expect((await submit('delete-message', { network: 'bluesky', message, back: '/sandbox/' }, baker)).status).toBe(422)
})

test('whoever wrote a post hides what others answered to it, and shows it again', async () => {
  const post = bake()
  await act({ kind: 'reply', post, text: 'Stale' })
  const reply = bluesky.posts().find(({ text }) => text === 'Stale')?.id ?? ''
  const bakerCookie = 'hearth-sandbox-bluesky=bakery.bsky.social'
  const shown = () => look(`/sandbox/?network=bluesky&post=${encodeURIComponent(post)}`, { cookie: bakerCookie })
  expect((await shown()).text).toContain('Hide from others')
  const fields = { network: 'bluesky', back: '/sandbox/', post: reply }
  expect((await submit('hide', { ...fields, hidden: 'yes' }, bakerCookie)).status).toBe(303)
  expect((await shown()).text).toContain('Show again')
  expect((await submit('hide', { ...fields, hidden: 'no' })).text).toContain('Only whoever wrote the first post')
  expect((await submit('hide', { ...fields, hidden: 'no' }, bakerCookie)).status).toBe(303)
  expect(bluesky.posts().find(({ id }) => id === reply)?.hidden).toBeUndefined()
})

test('a post’s own address shows it with the replies, and what is above a reply', async () => {
  const post = bake()
  const reply = bluesky.act({ kind: 'reply', by: bakery, post, text: 'Sold out already' }).id
  const { url = '' } = bluesky.posts().find(({ id }) => id === reply) ?? {}
  for (const { text } of [await look(url.slice(origin.length)), await look(`/sandbox/?network=bluesky&post=${encodeURIComponent(post)}`)]) {
    expect(text).toContain('Fresh bread')
    expect(text).toContain('Sold out already')
  }
  expect((await look('/sandbox/?network=bluesky&post=gone')).status).toBe(404)
  expect((await look('/sandbox/?network=gone')).status).toBe(404)
  expect((await look('/sandbox/gone/')).status).toBe(404)
})

test('people change and delete what they wrote, where the network lets them', async () => {
  const threads = sandbox.standIn('threads')
  const baker = threads.addProfile({ handle: 'bakery', displayName: 'Bakery' }).id
  const post = threads.act({ kind: 'post', by: baker, text: 'Fresh bread' }).id
  const meichun = threads.addProfile({ handle: 'meichun', displayName: '林美君' }).id
  const reply = threads.act({ kind: 'reply', by: meichun, post, text: 'Loafs?' }).id
  const page = await look(`/sandbox/?network=threads&post=${post}`)
  expect(page.text.match(/value="delete"/g)).toHaveLength(1)
  const mine = { network: 'threads', post: reply, back: `/sandbox/?network=threads&post=${post}` }
  await act({ ...mine, kind: 'edit', text: 'Loaves?' })
  expect(threads.posts({ profileId: meichun })).toMatchObject([{ text: 'Loaves?' }])
  expect((await act({ ...mine, post, kind: 'delete' })).text).toContain('People change and delete only what they wrote.')
  expect(await act({ ...mine, kind: 'delete' })).toMatchObject({ status: 303, location: '/sandbox/?network=threads' })
  expect(threads.posts({ profileId: meichun })).toEqual([])
})

test('what a network does not take is said, and nothing is done', async () => {
  const long = await submit('act', { network: 'bluesky', kind: 'post', text: 'x'.repeat(301) })
  expect(long.status).toBe(422)
  expect(long.text).toContain('Bluesky did not take this')
  expect((await submit('act', { network: 'bluesky', kind: 'post', text: ' ' })).text).toContain('Write something first')
  expect((await submit('act', { network: 'bluesky', kind: 'fly' })).status).toBe(422)
  expect((await submit('act', { network: 'gone', kind: 'post', text: 'x' })).status).toBe(404)
  expect(bluesky.posts()).toEqual([])
})

test('time moves forward by what is asked, and never back', async () => {
  expect((await submit('time', { hours: '24', back: '/sandbox/' })).status).toBe(303)
  expect(sandbox.clock.now().toString()).toBe('2027-03-02T12:00:00Z')
  for (const hours of ['-1', '0', 'x', '100000']) expect((await submit('time', { hours })).status).toBe(404)
  expect((await look('/sandbox/')).text).toContain('March 2, 2027')
})

test.each(['https://evil.example/', '//evil.example/', '/\\evil.example/', '/elsewhere', 'javascript:alert(1)'])(
  'after a form one stays in the sandbox: not %s',
  async (back) => {
    expect((await submit('language', { language: 'zh-TW', back })).location).toBe('/sandbox/')
  },
)

test('the language can be chosen and stays', async () => {
  const { cookie } = await submit('language', { language: 'zh-TW', back: '/sandbox/?network=bluesky' })
  expect((await look('/sandbox/', { cookie: cookie.split(';')[0] ?? '' })).text).toContain('<html lang="zh-TW">')
})

test('Hearth’s typefaces come along, and no other file', async () => {
  const sheet = await look('/sandbox/fonts/chinese.css')
  const [, file = ''] = /url\(\.\/(chinese\/files\/[^)]+)\)/.exec(sheet.text) ?? []
  expect((await look(`/sandbox/fonts/${file}`)).status).toBe(200)
  for (const path of ['latin/files/..%2f..%2fpackage.json', 'latin/files/none.woff2', 'toString.css']) {
    expect((await look(`/sandbox/fonts/${path}`)).status).toBe(404)
  }
})

test.each(kinds.map(({ id }) => id))(
  'on %s a post’s own address opens here with its pictures, and a customer can answer or hears why not',
  async (id) => {
    const standIn = sandbox.standIn(id)
    const by = standIn.addProfile({ handle: 'kettle', displayName: 'Kettle', business: true }).id
    const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'brown' } })
      .jpeg()
      .toBuffer()
    const image = { bytes: new Uint8Array(picture), mimeType: 'image/jpeg', alt: 'Tea' }
    const post = standIn.act({ kind: 'post', by, text: 'The kettle is on', images: [image] }).id
    const answered = await submit('act', { network: id, kind: 'reply', post, text: 'Keep me a seat' })
    const [shown] = standIn.posts({ profileId: by })
    const page = await look((shown?.url ?? '').slice(origin.length))
    const whyNot = refusalOf(standIn, { by: standIn.addProfile({ handle: 'guest', displayName: 'Guest' }).id, post })
    expect(answered.status).toBe(whyNot === undefined ? 303 : 422)
    expect(page.text + answered.text).toContain(whyNot ?? 'Keep me a seat')
    expect(page.text).toMatch(/<p class="text">(?:<strong>)?The kettle is on/)
    const answer = await sandbox.handle(new Request(shown?.images[0]?.url ?? ''))
    expect(answer.headers.get('content-type')).toMatch(/^image\//)
  },
)

/** As the page writes it; undefined where this network lets people answer. */
function refusalOf(standIn: StandIn, answering: { readonly by: string; readonly post: string }): string | undefined {
  try {
    standIn.act({ kind: 'reply', text: 'Me too', ...answering })
    return undefined
  } catch (error) {
    return html`${error instanceof Error ? error.message : ''}`.markup
  }
}
