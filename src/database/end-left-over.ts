import { execFile } from 'node:child_process'
import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Ends the PostgreSQL that a killed Hearth left running on this cluster. The caller holds the folder's lock, so no living Hearth needs it.
 * A postmaster.pid whose number now belongs to a stranger is removed, or PostgreSQL would refuse to start.
 */
export async function endLeftOver(cluster: string, onNotice: (sentence: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (!(pid > 1)) return
  if (await servesCluster(pid, cluster)) {
    onNotice(`Ending the database that an earlier Hearth left running (process ${pid}).`)
    await end(pid, cluster)
  }
  await untilGone(() => backendsOf(cluster), 15_000)
  if (isAlive(pid) && !(await servesCluster(pid, cluster)) && (await backendsOf(cluster))?.length === 0) await rm(file, { force: true })
}

async function end(pid: number, cluster: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!(await servesCluster(pid, cluster))) return
    signalIfThere(pid, signal)
    await untilGone(async () => ((await servesCluster(pid, cluster)) ? [pid] : []), patience)
  }
}

async function untilGone(find: () => Promise<number[] | undefined>, patience: number): Promise<void> {
  const deadline = Date.now() + patience
  while (((await find()) ?? []).length > 0 && Date.now() < deadline) await pause(25)
}

/** A postmaster works inside its cluster folder; where /proc does not exist its command line names the folder. */
async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return (await workingFolder(pid)) === (await realpath(cluster))
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres') && stdout.includes(cluster)
}

/** Every process inside the cluster folder, or undefined where the system cannot tell. */
async function backendsOf(cluster: string): Promise<number[] | undefined> {
  if (process.platform !== 'linux') return undefined
  const home = await realpath(cluster)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(pids.map((pid) => workingFolder(pid)))
  return pids.filter((_, index) => folders[index] === home)
}

async function workingFolder(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (isAlive(pid)) throw error
  }
}
