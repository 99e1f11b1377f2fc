import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { folderStorage } from '#kit/folder-storage'
import { guardedFetch } from '#kit/http'
import { closeServers, http } from '#kit/test-servers'
import { findMedia } from '#modules/media'
import { campaignName, namesOf } from '#modules/strategy'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testImage } from '#testing/images'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { previewLink } from './preview-link.ts'
import { readPage } from './read-page.ts'

let database: TestDatabase
let team: TestWorkspace
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  team = await testWorkspace(database.db)
  folder = await mkdtemp(join(tmpdir(), 'hearth-links-'))
})
afterEach(closeServers)
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** Previews a page of a site that serves these files. */
async function preview(files: Record<string, { type: string; body: string | Uint8Array }>, of = team) {
  const site = await http((request, response) => {
    const file = files[request.url ?? '']
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/html' }).end(file?.body ?? '<title>Not here</title>')
  })
  const fetch = guardedFetch({ allowOrigins: [site] })
  const needs = {
    db: database.db,
    clock: systemClock,
    storage: folderStorage(folder),
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.example',
    campaignName,
    namesOf,
    fetch,
  }
  return previewLink(needs, of.publisher.call('links.preview'), { brandId: team.brandId, url: `${site}/page` })
}

test('a page’s card has its title, description and picture, which is then in the library', async () => {
  const body = `<meta property="og:title" content="Spring &amp; tea"><meta property='og:description' content='First&#x20;leaves'><meta property=og:image content=/leaf.png>`
  const card = await preview({
    '/page': { type: 'text/html; charset=utf-8', body },
    '/leaf.png': { type: 'image/png', body: await testImage({ format: 'png' }) },
  })
  expect(card).toMatchObject({ title: 'Spring & tea', description: 'First leaves', thumb: { fileName: 'leaf.png', mimeType: 'image/png' } })
  expect(await findMedia(database.db, { workspaceId: team.workspaceId, ids: [card.thumb?.id ?? ''] })).toHaveLength(1)
})

test('a picture that is none, or is not there, leaves a card without one', async () => {
  const page = { type: 'text/html', body: '<title>Tea</title><meta name="twitter:image" content="leaf.png">' }
  expect(await preview({ '/page': page, '/leaf.png': { type: 'image/png', body: 'not a picture' } })).not.toHaveProperty('thumb')
  expect(await preview({ '/page': page })).toMatchObject({ title: 'Tea', description: '' })
})

test('a page without a title is called by its host', async () => {
  expect(await preview({ '/page': { type: 'text/html', body: '<p>Nothing' } })).toMatchObject({ title: '127.0.0.1' })
})

test('what is not there, is no page, or is not public is refused', async () => {
  await expect(preview({})).rejects.toMatchObject({ code: 'PAGE_UNREACHABLE' })
  await expect(preview({ '/page': { type: 'application/pdf', body: '%PDF' } })).rejects.toMatchObject({ code: 'PAGE_UNREACHABLE' })
  const needs = {
    db: database.db,
    clock: systemClock,
    storage: folderStorage(folder),
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.example',
    campaignName,
    namesOf,
    fetch: guardedFetch(),
  }
  for (const url of ['http://127.0.0.1:1/', 'https://169.254.169.254/latest', 'https://[::1]/']) {
    const asked = previewLink(needs, team.publisher.call('links.preview'), { brandId: team.brandId, url })
    await expect(asked).rejects.toMatchObject({ code: 'PAGE_UNREACHABLE' })
  }
})

test('a picture on a private address is not asked for', async () => {
  let asked = 0
  const inside = await http((_request, response) => {
    asked += 1
    response.end()
  })
  const body = `<title>Tea</title><meta property="og:image" content="${inside}/secret.png">`
  expect(await preview({ '/page': { type: 'text/html', body } })).not.toHaveProperty('thumb')
  expect(asked).toBe(0)
})

test('another workspace cannot add to the brand', async () => {
  const other = await testWorkspace(database.db)
  await expect(preview({ '/page': { type: 'text/html', body: '<title>Tea</title>' } }, other)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('only the first MiB of a page without end is read', async () => {
  const body = `<title>Long</title>${' '.repeat(2 * 1024 * 1024)}<meta property="og:title" content="Too late">`
  expect(await preview({ '/page': { type: 'text/html', body } })).toMatchObject({ title: 'Long' })
})

const read = (html: string | Uint8Array, contentType = 'text/html') =>
  readPage(Buffer.from(html), { contentType, url: 'https://tea.example/shop/page' })

const titled = (name: number[]) => Buffer.concat([Buffer.from('<meta charset=big5><title>'), Buffer.from(name), Buffer.from('</title>')])

test('pages in Big5 and GB18030 are read by what their header or their beginning says', () => {
  const bigTea = [0xaf, 0xf9]
  const simplifiedTea = [0xb2, 0xe8]
  expect(read(titled(bigTea)).title).toBe('茶')
  expect(read(titled(simplifiedTea), 'text/html; charset="GB18030"').title).toBe('茶')
  expect(read('<meta charset="no-such"><title>茶</title>').title).toBe('茶')
})

test('what stands in comments, scripts and attributes is not taken for the page', () => {
  const html = `<!-- <title>Comment</title> --><script>var a = "<title>Script</title>"</script>
    <a title="<title>Attribute</title>"></a><META CONTENT='A "fine" <b>leaf</b>' NAME=Description><title
    >Tea
    house</title><svg><title>Icon</title></svg>`
  expect(read(html)).toEqual({ title: 'Tea house', description: 'A "fine" <b>leaf</b>' })
})

test('addresses of pictures become whole; those that are no web address are left out', () => {
  expect(read('<meta property="og:image" content="../leaf.png?a=1&amp;b=2&copy=3">').image).toBe(
    'https://tea.example/leaf.png?a=1&b=2&copy=3',
  )
  expect(read('<meta property="og:image" content="javascript:alert(1)">').image).toBeUndefined()
  expect(read('<meta property="og:image" content="https://[">').image).toBeUndefined()
})

test.each(['<', '<a ', '<meta content="', '<!--', '<title>', '<title></title', '<a b=', '&#0;', '</script'])(
  'a page of nothing but %s comes to an end',
  // A scanner that starts over at every piece would take hours for this, whatever the machine.
  (piece) => {
    expect(read(piece.repeat(Math.floor(1_000_000 / piece.length))).image).toBeUndefined()
  },
  60_000,
)
