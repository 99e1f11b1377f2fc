import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { kinds } from './kinds.ts'
import { openSandbox, type SandboxOptions } from './open-sandbox.ts'
import type { Sandbox } from './sandbox.ts'

const machine = Temporal.Instant.from('2027-03-01T12:00:00Z')
let dataDir: string
let opened: Sandbox[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'))
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map((sandbox) => sandbox.close()))
  await rm(dataDir, { recursive: true, force: true })
})

/** On any free ports: the usual ones may be in use by another sandbox on this machine. */
const anyPorts = Object.fromEntries(kinds.map(({ id }) => [id, 0]))

async function open(changes: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await openSandbox({
    dataDir,
    base: 'http://127.0.0.1:4600/sandbox',
    now: () => machine,
    ports: anyPorts,
    onTrouble: (error) => {
      throw error
    },
    ...changes,
  })
  opened.push(sandbox)
  return sandbox
}

/** As if it were killed: what waited to be saved is saved, nothing else is done. */
async function openAgain(before: Sandbox): Promise<Sandbox> {
  await before.close()
  opened = opened.filter((sandbox) => sandbox !== before)
  return open({ ports: {} })
}

test('every network stands in on a loopback port of its own, and the guarded client is told exactly those', async () => {
  const sandbox = await open()
  expect(sandbox.networks.map(({ id }) => id)).toEqual(kinds.map(({ id }) => id))
  expect(new Set(sandbox.origins).size).toBe(kinds.length)
  for (const origin of sandbox.origins) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(sandbox.options('bluesky')).toMatchObject({ entryway: sandbox.origins[0], web: 'http://127.0.0.1:4600/sandbox/bluesky' })
  expect(sandbox.options('nowhere')).toEqual({})
  expect(() => sandbox.standIn('nowhere')).toThrow('nowhere')
})

test('everything is there again after a restart, on the same ports', async () => {
  const before = await open()
  const bluesky = before.standIn('bluesky')
  const { id } = bluesky.addProfile({ handle: 'ember', displayName: 'Ember' })
  const bytes = new Uint8Array(20_000).fill(7)
  bluesky.act({ kind: 'post', by: id, text: 'A picture', images: [{ bytes, mimeType: 'image/png', alt: 'Seven' }] })
  before.clock.set(machine.subtract({ hours: 24 }))
  const posts = bluesky.posts()
  const after = await openAgain(before)
  expect(after.origins).toEqual(before.origins)
  expect(after.standIn('bluesky').posts()).toEqual(posts)
  expect(after.clock.now().toString()).toBe('2027-02-28T12:00:00Z')
  const url = posts[0]?.images[0]?.url ?? ''
  const answer = await after.handle(new Request(url))
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
})

test('a port that is taken is replaced for the day, and used again when it is free', async () => {
  const before = await open()
  const [first = ''] = before.origins
  await before.close()
  opened = []
  const squatter = createServer().listen(Number(new URL(first).port), '127.0.0.1')
  const meanwhile = await open({ ports: {} })
  expect(meanwhile.origins[0]).not.toBe(first)
  await new Promise((resolve) => squatter.close(resolve))
  const after = await openAgain(meanwhile)
  expect(after.origins[0]).toBe(first)
})

test('pictures lie beside the state, each once, and go when nothing shows them', async () => {
  const before = await open()
  const bluesky = before.standIn('bluesky')
  const { id } = bluesky.addProfile({ handle: 'ember', displayName: 'Ember' })
  const images = [{ bytes: new Uint8Array(20_000).fill(7), mimeType: 'image/png', alt: 'Seven' }]
  for (const text of ['once', 'twice']) bluesky.act({ kind: 'post', by: id, text, images })
  await before.flush()
  const large = join(dataDir, 'sandbox', 'large')
  expect(await readdir(large)).toHaveLength(1)
  expect((await readFile(join(dataDir, 'sandbox', 'bluesky.json'), 'utf8')).length).toBeLessThan(10_000)
})

test('a process that is killed loses at most its last second', async () => {
  const program = `
    import { openSandbox } from ${JSON.stringify(new URL('./open-sandbox.ts', import.meta.url).href)}
    const sandbox = await openSandbox({ dataDir: ${JSON.stringify(dataDir)}, base: 'http://127.0.0.1:4600/sandbox', onTrouble: console.error })
    const bluesky = sandbox.standIn('bluesky')
    const { id } = bluesky.addProfile({ handle: 'ember', displayName: 'Ember' })
    bluesky.act({ kind: 'post', by: id, text: 'saved' })
    await sandbox.flush()
    for (let n = 0; ; n += 1) {
      bluesky.act({ kind: 'post', by: id, text: 'after ' + n })
      if (n === 50) console.log('busy')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  const after = await open()
  expect(after.standIn('bluesky').posts().at(-1)?.text).toBe('saved')
})

test('the clock may begin in the past, goes only forward, and runs when told to', async () => {
  let now = machine
  const { clock } = await open({ now: () => now })
  expect(clock.now().toString()).toBe('2027-03-01T12:00:00Z')
  clock.set(machine.subtract({ hours: 48 }))
  now = now.add({ hours: 1 })
  expect(clock.now().toString()).toBe('2027-02-27T12:00:00Z')
  clock.advance({ hours: 24 })
  expect(clock.now().toString()).toBe('2027-02-28T12:00:00Z')
  expect(() => clock.set(machine.subtract({ hours: 48 }))).toThrow(RangeError)
  expect(() => clock.advance({ hours: -1 })).toThrow(RangeError)
  clock.run()
  now = now.add({ minutes: 5 })
  expect(clock.now().toString()).toBe('2027-02-28T12:05:00Z')
  clock.advance({ hours: 1 })
  expect(clock.now().toString()).toBe('2027-02-28T13:05:00Z')
})

test('a stand-in’s pages open below the sandbox’s address; a form of another site is refused there', async () => {
  const sandbox = await open()
  const bluesky = sandbox.standIn('bluesky')
  const { id } = bluesky.addProfile({ handle: 'ember', displayName: 'Ember <b>' })
  bluesky.act({ kind: 'post', by: id, text: '<script>alert(1)</script>' })
  const url = bluesky.posts()[0]?.url ?? ''
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4600\/sandbox\/bluesky\/profile\//)
  const page = await sandbox.handle(new Request(url))
  expect(page.status).toBe(200)
  expect(await page.text()).not.toContain('<script>')
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const headers: Record<string, string> = origin === undefined ? {} : { origin }
    expect((await sandbox.handle(new Request(url, { method: 'POST', headers }))).status).toBe(403)
  }
})
