import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Pool } from 'pg'
import sharp from 'sharp'

import { testDatabase } from '#testing/database'
import { film } from '#testing/film'

import { type Hearth, hearth } from '../support/hearth.ts'
import { asManyPeople } from '../support/many-people.ts'
import { ApiError, type Owner, setUpOwner } from '../support/owner.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import type { Bench } from './trial.ts'

/** A Hearth under test, its owner signed in. */
export interface Running {
  readonly bench: Bench
  readonly hearth: Hearth
  readonly children: Awaited<ReturnType<Hearth['run']>>[]
}

/** Settings of a Hearth whose clock and name service `turnBench` moves. */
export function benchSettings(benchFile: string): Record<string, string> {
  return { HEARTH_FAULTS: benchFile, NODE_OPTIONS: `--import ${new URL('./preload.ts', import.meta.url).pathname}` }
}

function settingsOf(networks: readonly FaultyNetwork[], settings: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.assign({}, ...networks.map((network) => network.settings), settings)
  const origins = [...networks.flatMap((network) => network.origins), settings['HEARTH_ALLOW_ORIGINS'] ?? []].flat()
  return { ...all, HEARTH_ALLOW_ORIGINS: origins.join(','), HEARTH_TRUST_PROXY: 'true', HEARTH_REQUESTS_PER_MINUTE: '1000000' }
}

/** Everything in one process over its own embedded database. */
export async function withHearth(
  networks: readonly FaultyNetwork[],
  settings: Record<string, string>,
  run: (running: Running) => Promise<void>,
): Promise<void> {
  const running = await hearth(settingsOf(networks, settings))
  const children = [await running.run('all')]
  await finish({ running, children }, run)
}

/** Web and workers in processes of their own over one database. */
export async function apart(
  networks: readonly FaultyNetwork[],
  { postgres, workers }: { postgres: string; workers: number },
  run: (running: Running, pool: Pool) => Promise<void>,
): Promise<void> {
  await using database = await testDatabase({ url: postgres })
  const running = await hearth(settingsOf(networks, { DATABASE_URL: database.url }))
  await running.run('web')
  const children: Running['children'] = []
  for (let index = 0; index < workers; index += 1) children.push(await running.run('worker'))
  await finish({ running, children }, (started) => run(started, database.pool))
}

async function finish(
  { running, children }: { running: Hearth; children: Running['children'] },
  run: (running: Running) => Promise<void>,
): Promise<void> {
  try {
    const owner = await setUpOwner(running.url)
    const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#c8552b' } })
      .jpeg()
      .toBuffer()
    const image = await owner.upload(picture, 'tea.jpg', 'image/jpeg')
    const video = await owner.upload(await film({ seconds: 4, width: 540, height: 960, audio: true }), 'tea.mp4', 'video/mp4')
    await run({ bench: { owner: asManyPeople(patient(owner)), image, video }, hearth: running, children })
  } catch (error) {
    console.log(running.output().slice(-4000))
    throw error
  } finally {
    await running.stop()
  }
}

/** Hearth may be dead for a while, which is what is tried: whoever only reads asks again. */
function patient(owner: Owner): Owner {
  const call: Owner['call'] = async (method, path, body, headers) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await owner.call(method, path, body, headers)
      } catch (error) {
        if (error instanceof ApiError || method !== 'GET' || failures >= 60) throw error
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }
  return { ...owner, call }
}

/** The process id of an embedded database's postmaster. */
export function postmasterOf(dataDir: string): number {
  const [pid = ''] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}

/** The postmaster and its children, all at once. */
export function killGroup(pid: number): void {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
  for (const one of [pid, ...children]) if (one > 0) process.kill(one, 'SIGKILL')
}
