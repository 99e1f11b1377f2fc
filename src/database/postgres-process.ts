import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

import { explainPostgres } from './explain-postgres.ts'
import { type ClusterSpec, postgresEnvironment } from './postgres-cluster.ts'

export interface ServerSpec extends ClusterSpec {
  socketFolder: string
  settings: Record<string, string>
  onNotice: (sentence: string) => void
}

export interface RunningServer {
  pid(): number | undefined
  stop(): Promise<void>
}

/** Runs PostgreSQL and keeps it running: when it dies it is started again, ever more patiently, until `stop`. */
export async function superviseServer(spec: ServerSpec): Promise<RunningServer> {
  const state: ServerState = { child: await launchPatiently(spec), stopping: new AbortController(), comingBack: Promise.resolve() }
  watch(spec, state)
  return {
    pid: () => (hasEnded(state.child) ? undefined : state.child.pid),
    stop: async () => {
      state.stopping.abort()
      await state.comingBack
      await stopServer(state.child)
    },
  }
}

interface ServerState {
  child: ChildProcess
  stopping: AbortController
  comingBack: Promise<void>
}

function watch(spec: ServerSpec, state: ServerState): void {
  const onExit = (): void => {
    if (!state.stopping.signal.aborted) state.comingBack = comeBack(spec, state)
  }
  if (hasEnded(state.child)) onExit()
  else state.child.once('exit', onExit)
}

async function comeBack(spec: ServerSpec, state: ServerState): Promise<void> {
  const { signal } = state.stopping
  spec.onNotice('The database stopped unexpectedly. Starting it again.')
  for (let wait = 100; !signal.aborted; wait = Math.min(wait * 2, 10_000)) {
    try {
      state.child = await launch(spec)
      spec.onNotice('The database is back.')
      return watch(spec, state)
    } catch (error) {
      spec.onNotice(error instanceof Error ? error.message : String(error))
      await pause(wait, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** The backends of a killed server take a moment to notice; until the last has gone a new server is refused. */
async function launchPatiently(spec: ServerSpec): Promise<ChildProcess> {
  const deadline = Date.now() + 30_000
  while (true) {
    try {
      return await launch(spec)
    } catch (error) {
      const passing = error instanceof Error && /already exists|pre-existing shared memory block|still in use/.test(error.message)
      if (!passing || Date.now() > deadline) throw error
      await pause(200)
    }
  }
}

/** Resolves when it answers. A process group of its own keeps the terminal's Ctrl-C away: it has to stop last. */
async function launch(spec: ServerSpec): Promise<ChildProcess> {
  const settings = Object.entries(spec.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(spec.binaries.postgres, ['-D', spec.cluster, ...settings], {
    ...spec.account,
    cwd: '/',
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log = followLog(child, spec.onNotice)
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(explainPostgres(log.join('\n'), spec.cluster))))
  })
  await Promise.race([ended, untilAnswering(spec, child)])
  ended.catch(() => undefined)
  return child
}

async function untilAnswering(spec: ServerSpec, child: ChildProcess): Promise<void> {
  const started = Date.now()
  for (let attempt = 1; !hasEnded(child); attempt++) {
    const client = new Client({ host: spec.socketFolder, port: 5432, user: 'hearth', database: 'postgres' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await client.end()
    } catch {
      if (attempt % 200 === 0)
        spec.onNotice(
          `The database is still getting ready after ${Math.round((Date.now() - started) / 1000)} s (it repairs itself after a crash).`,
        )
      await pause(attempt < 100 ? 20 : 100)
    }
  }
}

/** Keeps the last lines to explain a failure with, and passes on what an operator should see. */
function followLog(child: ChildProcess, onNotice: (sentence: string) => void): string[] {
  const lines: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
      lines.push(line)
      if (lines.length > 40) lines.shift()
      if (/PANIC|terminated by signal|No space left/.test(line)) onNotice(`PostgreSQL: ${line}`)
    }
  })
  return lines
}

/** Fast shutdown, then harder: SIGQUIT leaves a repair for the next start but loses nothing. */
async function stopServer(child: ChildProcess): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (hasEnded(child)) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    const limit = new AbortController()
    await Promise.race([gone, pause(patience, undefined, { signal: limit.signal }).catch(() => undefined)])
    limit.abort()
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
