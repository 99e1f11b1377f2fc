import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folderStorage } from '#kit/folder-storage'

import { plainName } from '../../modules/media/names.ts'
import { bareServer } from '../bare-server.ts'
import { mountPage } from '../page.ts'

let folder: string
let app: FastifyInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-paths-'))
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true })
  await writeFile(join(folder, 'dist', 'index.html'), 'the page')
  await writeFile(join(folder, 'dist', 'assets', 'page.js'), 'a script')
  await writeFile(join(folder, 'dist', '.env'), 'KEY=1')
  await writeFile(join(folder, 'secret.key'), 'the key')
  app = bareServer({ trustProxy: false })
  await mountPage(app, join(folder, 'dist'))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test('what is built is served, and what never changes carries nothing to ask again by', async () => {
  const script = await app.inject('/assets/page.js')
  expect(script.body).toBe('a script')
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(Object.keys(script.headers)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:etag|last-modified|accept-ranges)$/)]))
  expect((await app.inject('/anything')).body).toBe('the page')
})

test.each([
  '/../secret.key',
  '/..%2fsecret.key',
  '/%2e%2e/secret.key',
  '/%2e%2e%2fsecret.key',
  '/%252e%252e%252fsecret.key',
  '/..\\secret.key',
  '/..%5csecret.key',
  '/assets/../../secret.key',
  '/assets/..%2f..%2fsecret.key',
  '/assets/....//....//secret.key',
  '/assets/%00../../secret.key',
  '/.env',
  '/assets/..%2f.env',
])('%s leads to no file beside the page', async (url) => {
  const { statusCode, body } = await app.inject({ url })
  expect([400, 403, 404]).toContain(statusCode)
  expect(body).not.toMatch(/the key|KEY=1|root:/)
})

test.each(['../secret.key', 'a/../../secret.key', '/etc/passwd', 'a//b', '.hidden', 'a/./b', 'a\\..\\b', 'a\0b', ''])(
  'nothing is stored, read or deleted at %j',
  async (key) => {
    const store = folderStorage(join(folder, 'media'))
    const before = await readdir(folder)
    await expect((async () => store.put(key, Buffer.from('x')))()).rejects.toThrow('not a storage key')
    await expect((async () => store.get(key))()).rejects.toThrow('not a storage key')
    await expect((async () => store.delete(key))()).rejects.toThrow('not a storage key')
    expect(await readdir(folder)).toEqual(before)
  },
)

test('of what a browser calls a file only the last part stays, without signs that steer', () => {
  expect(plainName('../../etc/passwd')).toBe('passwd')
  expect(plainName('C:\\Windows\\tea.jpg')).toBe('tea.jpg')
  expect(plainName('tea\r\nContent-Type: text/html\0.jpg')).toBe('html.jpg')
  expect(plainName('..')).toBe('file')
  expect(plainName('/')).toBe('file')
})
