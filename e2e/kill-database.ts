/**
 * Kills Hearth, its database or both at random moments, over and over on one data folder, and counts acknowledged rows that are gone.
 * `node e2e/kill-database.ts 50` ends with a line of JSON and fails if a row was lost or a start did not work.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

import { startEmbedded } from '#database/embedded'
import { openDatabase } from '#database/open'

if (process.argv[2] === 'write') await writeForever(process.argv[3] ?? '')
else await killOverAndOver(Number(process.argv[2] ?? 20))

async function killOverAndOver(cycles: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-kills-'))
  await chmod(dataDir, 0o711)
  let acknowledged = 0
  let slowest = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    const writer = spawn(process.execPath, [import.meta.filename, 'write', dataDir], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface(writer.stdout).on('line', (line) => {
      acknowledged = Math.max(acknowledged, Number(line))
    })
    await pause(Math.random() * 1500)
    await killSome(writer, dataDir, cycle)
    slowest = Math.max(slowest, await checkRows(dataDir, acknowledged))
  }
  await rm(dataDir, { recursive: true })
  console.log(JSON.stringify({ cycles, acknowledged, lost: 0, slowest_start_ms: slowest }))
}

/** In turn: Hearth alone, PostgreSQL and then Hearth, both at once. */
async function killSome(writer: ChildProcess, dataDir: string, cycle: number): Promise<void> {
  const closed = once(writer, 'close')
  const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  if (cycle % 3 > 0 && postmaster > 1) kill(postmaster)
  if (cycle % 3 === 1) await pause(Math.random() * 300)
  kill(-(writer.pid ?? Number.NaN))
  await closed
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function checkRows(dataDir: string, acknowledged: number): Promise<number> {
  const started = Date.now()
  await using server = await startEmbedded({ dataDir })
  const took = Date.now() - started
  await using database = openDatabase({ connection: server.connection })
  await database.pool.query('CREATE TABLE IF NOT EXISTS written (number bigint)')
  const { rows } = await database.pool.query<{ count: number }>('SELECT count(DISTINCT number) AS count FROM written WHERE number <= $1', [
    acknowledged,
  ])
  const lost = acknowledged - (rows[0]?.count ?? 0)
  if (lost > 0) throw new Error(`${lost} of ${acknowledged} acknowledged rows are gone. The data folder is kept: ${dataDir}`)
  return took
}

async function writeForever(dataDir: string): Promise<void> {
  await using server = await startEmbedded({ dataDir })
  await using database = openDatabase({ connection: server.connection })
  await database.pool.query('CREATE TABLE IF NOT EXISTS written (number bigint)')
  const { rows } = await database.pool.query<{ last: number | null }>('SELECT max(number) AS last FROM written')
  for (let number = (rows[0]?.last ?? 0) + 1; ;) {
    try {
      await database.pool.query('INSERT INTO written VALUES ($1)', [number])
      console.log(number)
      number += 1
    } catch {
      await pause(10)
    }
  }
}
