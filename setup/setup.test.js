import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { cache } from './folders.js'
import { oneAtATime } from './one-at-a-time.js'
import { troubleFrom } from './trouble.js'

test('two set-ups in one folder take turns', async () => {
  const story = []
  const turn = (name) =>
    oneAtATime(`turns-${process.pid}`, async () => {
      story.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      story.push(`${name} ends`)
    })
  await Promise.all([turn('one'), turn('other')])
  expect(story).toEqual(['one begins', 'one ends', 'other begins', 'other ends'])
})

test('the lock of a set-up that was killed is taken over', async () => {
  const name = `killed-${process.pid}`
  const dead = spawnSync(process.execPath, ['--version']).pid
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, `${name}.lock`), String(dead))
  expect(await oneAtATime(name, async () => 'done')).toBe('done')
  expect(existsSync(join(cache, `${name}.lock`))).toBe(false)
})

test('a failed set-up frees its turn', async () => {
  const name = `failed-${process.pid}`
  await expect(oneAtATime(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await oneAtATime(name, async () => 'done')).toBe('done')
})

test.each([
  ['npm error code ENOTFOUND', 'the npm registry did not answer'],
  ['npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device', 'the disk is full. Free 1.5 GB'],
  ["EACCES: permission denied, mkdir 'node_modules'", 'this folder may not be written to'],
])('%s is told as: %s', (output, sentence) => {
  expect(troubleFrom(output, { what: 'Installing', room: '1.5 GB' }).message).toContain(sentence)
})
