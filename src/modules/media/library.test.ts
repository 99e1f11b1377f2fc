import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { testPdf, testSrt } from '#testing/documents'
import { testWorkspace } from '#testing/workspace'

import { changeFolder } from './change-folder.ts'
import type { MediaItem } from './contract.ts'
import { createFolder } from './create-folder.ts'
import { describeMedia } from './describe-media.ts'
import { listFolders } from './folders.ts'
import { readMedia } from './items.ts'
import { listMedia, listTags, type MediaFilter } from './list-media.ts'
import { eachMedia } from './many-media.ts'
import { moveMedia } from './move-media.ts'
import { removeFolder } from './remove-folder.ts'
import { removeMedia } from './remove-media.ts'
import { tagMedia } from './tag-media.ts'
import { testLibrary, type TestLibrary } from './test-library.ts'

const clock = testClock('2026-11-24T08:00:00Z')
let library: TestLibrary
let menu: MediaItem
let captions: MediaItem

beforeAll(async () => {
  library = await testLibrary({ clock })
  menu = await library.add(await testPdf(), 'Winter menu 100%.pdf')
  captions = await library.add(Buffer.from(testSrt), 'Oolong film.srt')
})
afterAll(() => library[Symbol.asyncDispose]())
beforeEach(async () => {
  for (const { id } of (await listFolders(library.needs.db, brand())).toReversed()) await folderGone(id)
})

function brand() {
  return { workspaceId: library.team.workspaceId, brandId: library.team.brandId }
}

const call = (path = 'media.describe') => library.team.publisher.call(path)

async function folderGone(folderId: string): Promise<void> {
  await removeFolder(library.needs, call(), { folderId, up: true }).catch(() => undefined)
}

const endsAt = (expiresAt: string | null) => describeMedia(library.needs, call(), { mediaId: menu.id, expiresAt })

const folder = (name: string, parentId?: string) => createFolder(library.needs, call(), { brandId: library.team.brandId, name, parentId })

async function found(filter: Partial<MediaFilter>): Promise<string[]> {
  const { items } = await listMedia(library.needs, { ...brand(), limit: 50, ...filter })
  return items.map(({ title }) => title).toSorted()
}

test('an item is found by its name, title, alternative text, tags and rights holder, in English and Chinese, and by nothing else', async () => {
  await describeMedia(library.needs, call(), {
    mediaId: menu.id,
    alt: '一杯冬日熱烏龍',
    tags: ['冬季限定', 'Menu'],
    holder: 'Lin Studio',
    licence: 'CC BY 4.0',
  })
  for (const text of ['winter', 'MENU 100%', '烏龍', '熱烏 限定', 'lin studio', '冬季'])
    expect(await found({ text })).toEqual(['Winter menu 100%'])
  for (const text of ['summer', '100_', '夏季', 'winter oolong']) expect(await found({ text })).toEqual([])
  expect(await found({ kinds: ['captions'] })).toEqual(['Oolong film'])
  expect(await found({ kinds: ['image', 'video'] })).toEqual([])
  expect(await found({ tags: ['Menu', '冬季限定'] })).toEqual(['Winter menu 100%'])
  expect(await readMedia(library.needs.db, { workspaceId: library.team.workspaceId, mediaId: menu.id })).toMatchObject({
    rights: { holder: 'Lin Studio', licence: 'CC BY 4.0' },
  })
})

test('rights that end are told apart from those that last, and an end can be taken away again', async () => {
  expect((await endsAt('2026-12-20T16:00:00.000Z')).rights.expiresAt).toBe('2026-12-20T16:00:00.000Z')
  expect(await found({ expiring: true })).toEqual(['Winter menu 100%'])
  await endsAt('2027-06-30T16:00:00.000Z')
  expect(await found({ expiring: true })).toEqual([])
  expect((await endsAt(null)).rights.expiresAt).toBeUndefined()
})

test('tags go on many at once and come off again; each is there once, whatever its case', async () => {
  const tag = (add: string[], remove: string[] = []) =>
    eachMedia([menu.id, captions.id], (mediaId) => tagMedia(library.needs, call(), { mediaId, add, remove }))
  expect((await tag(['Spring', 'spring', 'tea'])).results.map(({ ok }) => ok)).toEqual([true, true])
  expect(await listTags(library.needs.db, brand())).toEqual(
    expect.arrayContaining([
      { tag: 'Spring', items: 2 },
      { tag: 'tea', items: 2 },
    ]),
  )
  await tag([], ['Spring'])
  expect(await found({ tags: ['Spring'] })).toEqual([])
  expect(await found({ text: 'spring' })).toEqual([])
  const many = Array.from({ length: 30 }, (_none, index) => `tag ${index}`)
  await expect(tagMedia(library.needs, call(), { mediaId: menu.id, add: many, remove: [] })).rejects.toMatchObject({
    code: 'TOO_MANY_TAGS',
  })
})

test('folders lie in one another, keep their names apart, and never in themselves', async () => {
  const winter = await folder('Winter')
  const photos = await folder('Photos', winter.id)
  await expect(folder('winter')).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  expect((await folder('Winter', winter.id)).parentId).toBe(winter.id)
  await expect(changeFolder(library.needs, call(), { folderId: winter.id, parentId: photos.id })).rejects.toMatchObject({
    code: 'FOLDER_IN_ITSELF',
  })
  expect(await changeFolder(library.needs, call(), { folderId: photos.id, name: 'Pictures', parentId: null })).toMatchObject({
    name: 'Pictures',
  })
  expect((await listFolders(library.needs.db, brand())).map(({ name }) => name)).toEqual(['Pictures', 'Winter', 'Winter'])
  let deepest = photos.id
  for (let deep = 2; deep <= 10; deep += 1) deepest = (await folder(`Level ${deep}`, deepest)).id
  await expect(folder('Too deep', deepest)).rejects.toMatchObject({ code: 'TOO_MANY_FOLDERS' })
})

test('items move into a folder and, when it goes, up; a folder that holds something is not deleted by accident', async () => {
  const winter = await folder('Winter')
  const inner = await folder('Menus', winter.id)
  await eachMedia([menu.id], (mediaId) => moveMedia(library.needs, call(), { mediaId, folderId: inner.id }))
  expect(await found({ folder: inner.id })).toEqual(['Winter menu 100%'])
  expect(await found({ folder: 'top' })).toEqual(['Oolong film'])
  expect((await listFolders(library.needs.db, brand())).find(({ id }) => id === inner.id)?.items).toBe(1)
  await expect(removeFolder(library.needs, call(), { folderId: inner.id, up: false })).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' })
  await removeFolder(library.needs, call(), { folderId: inner.id, up: true })
  expect(await found({ folder: winter.id })).toEqual(['Winter menu 100%'])
  await removeFolder(library.needs, call(), { folderId: winter.id, up: true })
  expect(await found({ folder: 'top' })).toEqual(['Oolong film', 'Winter menu 100%'])
})

test('of many, what is in use stays and the rest goes', async () => {
  const [used, free] = [
    await library.add(await testPdf({ pages: 2 }), 'used.pdf'),
    await library.add(await testPdf({ pages: 4 }), 'free.pdf'),
  ]
  const { needs: given } = library
  const needs = { ...given, isUsed: async (_db: unknown, { mediaId }: { mediaId: string }) => mediaId === used.id }
  const { results } = await eachMedia([used.id, free.id], (mediaId) => removeMedia(needs, call('media.removeMany'), { mediaId }))
  expect(results).toMatchObject([
    { ok: false, mediaId: used.id, code: 'IN_USE' },
    { ok: true, mediaId: free.id },
  ])
  expect(await found({ text: '.pdf' })).toEqual(['Winter menu 100%', 'used'])
})

test('another workspace sees, moves and tags nothing, and its folders are its own', async () => {
  const other = await testWorkspace(library.needs.db)
  const theirs = other.owner.call('media.moveMany')
  const own = await createFolder(library.needs, other.owner.call('media.createFolder'), { brandId: other.brandId, name: 'Winter' })
  await expect(moveMedia(library.needs, theirs, { mediaId: menu.id, folderId: own.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(moveMedia(library.needs, call(), { mediaId: menu.id, folderId: own.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(tagMedia(library.needs, theirs, { mediaId: menu.id, add: ['x'], remove: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(changeFolder(library.needs, call(), { folderId: own.id, name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(folder('Inside', own.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await listMedia(library.needs, { workspaceId: other.workspaceId, brandId: library.team.brandId, limit: 10 })).toEqual({
    items: [],
  })
})
