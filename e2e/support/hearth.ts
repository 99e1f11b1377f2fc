import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from './free-port.ts'
import { until } from './until.ts'

const root = new URL('../..', import.meta.url).pathname

/** A real Hearth in processes of its own, as `npm start` runs it. */
export interface Hearth {
  readonly url: string
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string>>
  /** What the processes printed, for the report of a failed journey. */
  readonly output: () => string
  /** Starts another process of it: `web`, `worker`, or both in one. */
  readonly run: (role: Role) => Promise<ChildProcess>
  readonly stop: () => Promise<void>
}

export type Role = 'all' | 'web' | 'worker'

/** Prepares a data folder and a port; `run` starts the processes. */
export async function hearth(settings: Readonly<Record<string, string>> = {}): Promise<Hearth> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-e2e-'))
  // The database's own user must be able to pass through.
  await chmod(dataDir, 0o755)
  const port = settings['HEARTH_PORT'] ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const environment = { HEARTH_DATA: dataDir, HEARTH_PORT: port, HEARTH_LOG_LEVEL: 'info', NODE_ENV: 'production', ...settings }
  const printed: string[] = []
  const children: ChildProcess[] = []
  const run = async (role: Role) => {
    const child = spawn(
      process.execPath,
      ['--max-semi-space-size=16', '--expose-gc', 'src/server/main.ts', ...(role === 'all' ? [] : [role])],
      {
        cwd: root,
        env: { MALLOC_ARENA_MAX: '2', NODE_COMPILE_CACHE: join(root, '.cache', 'code'), ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    children.push(child)
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
    if (role !== 'worker') await answering(url, child, () => printed.join(''))
    return child
  }
  const stop = async () => {
    await Promise.all(children.map(end))
    // A database that had to be killed may take a moment to be gone.
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  return { url, dataDir, environment, output: () => printed.join(''), run, stop }
}

async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  await until(`Hearth at ${url} to answer`, 60, async () => {
    if (child.exitCode !== null) throw new Error(`Hearth ended with ${child.exitCode}:\n${output()}`)
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    return answer?.ok === true
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGCONT')
  child.kill('SIGTERM')
  const gone = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(late)
}
