import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import type { Pool } from 'pg'
import { expect, test } from 'vitest'

import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
import { openDatabase } from './open.ts'
import { postgresAccount } from './postgres-account.ts'

const isRoot = process.getuid?.() === 0

test('what was written is there after a restart, and nothing listens but a private socket', async () => {
  await using folder = await dataFolder()
  {
    await using server = await startEmbedded({ dataDir: folder.path })
    await using database = openDatabase({ connection: server.connection })
    await database.pool.query('CREATE TABLE note (text text)')
    await database.pool.query("INSERT INTO note VALUES ('kept')")
    const { rows } = await database.pool.query("SELECT current_setting('listen_addresses') AS tcp, current_setting('fsync') AS fsync")
    expect(rows).toEqual([{ tcp: '', fsync: 'on' }])
    expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700)
  }
  await using server = await startEmbedded({ dataDir: folder.path })
  await using database = openDatabase({ connection: server.url })
  expect((await database.pool.query('SELECT text FROM note')).rows).toEqual([{ text: 'kept' }])
})

test('a second Hearth on the same folder is refused with the process that holds it', async () => {
  await using folder = await dataFolder()
  await using first = await startEmbedded({ dataDir: folder.path })
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow(`process ${process.pid}`)
  await using database = openDatabase({ connection: first.connection })
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a database that is killed comes back by itself with every acknowledged row, and the pool recovers', async () => {
  await using folder = await dataFolder()
  const notices: string[] = []
  await using server = await startEmbedded({ dataDir: folder.path, onNotice: (sentence) => notices.push(sentence) })
  await using database = openDatabase({ connection: server.connection })
  await database.pool.query('CREATE TABLE note (number int)')
  for (let round = 1; round <= 3; round++) {
    await database.pool.query('INSERT INTO note VALUES ($1)', [round])
    const killed = server.pid()
    process.kill(await untilRunning(server), 'SIGKILL')
    await untilRunning(server, killed)
    expect(await untilAnswered(database.pool, 'SELECT count(*) AS count FROM note')).toEqual([{ count: round }])
  }
  expect(notices.filter((sentence) => sentence === 'The database is back.')).toHaveLength(3)
})

test('after kill -9 of Hearth alone the next start ends the database it left behind', async () => {
  await using folder = await dataFolder()
  const killed = await hearthProcess(folder.path)
  await killed.ready
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const notices: string[] = []
  await using server = await startEmbedded({ dataDir: folder.path, onNotice: (sentence) => notices.push(sentence) })
  expect(notices.join()).toMatch(/Ending the database that an earlier Hearth left running \(process \d+\)/)
  expect(server.pid()).toBeTypeOf('number')
})

test('after kill -9 at any moment of a first start the next start just works', async () => {
  await using folder = await dataFolder()
  for (const moment of [90, 250, 450, 700, 950]) {
    const killed = await hearthProcess(folder.path)
    await pause(moment)
    killAll(killed.child)
    await once(killed.child, 'exit')
  }
  await using server = await startEmbedded({ dataDir: folder.path })
  await using database = openDatabase({ connection: server.connection })
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a left-over postmaster.pid whose number now belongs to a stranger does not keep the database from starting', async () => {
  await using folder = await dataFolder()
  const killed = await hearthProcess(folder.path)
  const { pid } = await killed.ready
  killAll(killed.child)
  await once(killed.child, 'exit')
  process.kill(pid, 'SIGKILL')
  const stranger = spawn('sleep', ['60'], { ...(await postgresAccount(join(folder.path, 'postgres'))), stdio: 'ignore' })
  const file = join(folder.path, 'postgres', 'postmaster.pid')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)))
  await using server = await startEmbedded({ dataDir: folder.path })
  expect(server.pid()).toBeTypeOf('number')
  expect(stranger.exitCode).toBe(null)
  stranger.kill()
})

test('damaged and foreign data folders are refused with what to do', async () => {
  await using folder = await dataFolder()
  await (await startEmbedded({ dataDir: folder.path, forgetful: true })).stop()
  const cluster = join(folder.path, 'postgres')
  await truncate(join(cluster, 'global', 'pg_control'), 0)
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow('is damaged. Keep a copy of that folder, then put back a backup')
  await writeFile(join(cluster, 'PG_VERSION'), '12\n')
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow('was written by PostgreSQL 12')
  await rm(join(cluster, 'PG_VERSION'))
  await expect(startEmbedded({ dataDir: folder.path })).rejects.toThrow('holds files but no PG_VERSION')
  await expect(startEmbedded({ dataDir: folder.path, binFolder: folder.path })).rejects.toThrow('no postgres runs from there')
})

test.runIf(isRoot)('as root under a folder that the database cannot enter, data goes elsewhere and the start says so', async () => {
  await using home = await dataFolder()
  await using other = await dataFolder()
  await chmod(home.path, 0o700)
  const notices: string[] = []
  await using server = await startEmbedded({
    dataDir: join(home.path, 'hearth', 'data'),
    otherDataDir: join(other.path, 'hearth'),
    forgetful: true,
    onNotice: (sentence) => notices.push(sentence),
  })
  expect(server.dataDir).toBe(join(other.path, 'hearth'))
  expect(notices).toEqual([expect.stringContaining(`data is kept in ${server.dataDir}`)])
  expect((await stat(join(server.dataDir, 'postgres'))).uid).not.toBe(0)
})

async function dataFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'hearth-data-'))
  await chmod(path, 0o711)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A Hearth of its own, as a process group that can be killed. */
async function hearthProcess(dataDir: string): Promise<{ child: ChildProcess; ready: Promise<{ pid: number }> }> {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    console.log('ready ' + server.pid())`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = once(child.stdout, 'data').then(([text]) => ({ pid: Number(String(text).replace('ready ', '')) }))
  return { child, ready }
}

function killAll(child: ChildProcess): void {
  if (child.pid) process.kill(-child.pid, 'SIGKILL')
}

async function untilRunning(server: EmbeddedPostgres, otherThan?: number): Promise<number> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const pid = server.pid()
    if (pid && pid !== otherThan) return pid
    await pause(20)
  }
  throw new Error('The database did not come back.')
}

async function untilAnswered(pool: Pool, query: string): Promise<unknown[]> {
  const deadline = Date.now() + 10_000
  while (true) {
    try {
      return (await pool.query(query)).rows
    } catch (error) {
      if (Date.now() > deadline) throw error
      await pause(20)
    }
  }
}
