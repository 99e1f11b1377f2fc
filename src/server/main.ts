#!/usr/bin/env node
import { openLog } from '#kit/log'
import { networks } from '#networks'

import type { backupCommand } from './backup/command.ts'
import { type Config, readConfig } from './config.ts'
import { layFoundation } from './foundation.ts'
import { whyNotStarted } from './why-not-started.ts'

const usage = `hearth          everything in one process: page, API and the work in the background
hearth web      page and API only
hearth worker   background work only
hearth backup FILE    everything into one file, also while Hearth runs
hearth restore FILE   out of such a file into an empty data folder; --hold publishes nothing by itself
hearth analytics rebuild   works all figures out anew from what networks said, and compares; --repair puts right what differs
Settings are read from the environment; see docs/self-hosting.md.`

/** In milliseconds. What starting leaves behind in memory is given back once: by itself it would be only when room gets scarce. */
const afterStart = 30_000
/** Code that nothing has run for so many collections is forgotten too; it is made again from the source when it is wanted. */
const collections = 8

const [command, ...rest] = process.argv.slice(2)
type Command = typeof backupCommand
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  backup: async () => (await import('./backup/command.ts')).backupCommand,
  analytics: async () => (await import('./analytics-command.ts')).analyticsCommand,
  restore: async () => (await import('./backup/command.ts')).restoreCommand,
}
const run = command === undefined ? undefined : commands[command]
const role = run ? 'all' : roleOf(command)
if (Number(process.versions.node.split('.')[0]) !== 26)
  fail(`Hearth runs on Node 26, this is ${process.versions.node}. Start it with: npm start`)
const closers: (() => Promise<void>)[] = []
let config: Config | undefined
let ending: Promise<void> | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(signal))
await (run ? obey(run) : start()).catch(async (error: unknown) => {
  const sentence = whyNotStarted(error, config)
  if (sentence === undefined) console.error(error)
  await closeAll().catch((trouble: unknown) => console.error(trouble))
  fail(sentence ?? 'Hearth could not start. The reason is above.')
})

/** A command that does its work and ends. */
async function obey(find: () => Promise<Command>): Promise<void> {
  config = configured()
  const work = await find()
  await work(rest, { config, tell })
}

function configured(): Config {
  return readConfig(
    process.env,
    networks.map(({ id }) => id),
  )
}

async function start(): Promise<void> {
  config = configured()
  const log = openLog({ level: config.logLevel })
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'An error reached nobody'))
  const launched = Promise.withResolvers<void>()
  const laying = layFoundation(config, { log, tell, connections: 10, onLaunched: launched.resolve }).then((laid) => {
    closers.push(laid.close)
    return laid
  })
  // While the database gets ready, everything that stands on it is loaded, which leaves this process no time for anything else.
  await Promise.race([launched.promise, laying])
  const [foundation, { build }] = await Promise.all([laying, import('./build.ts')])
  const hearth = await build(foundation, role)
  closers.push(hearth.stop)
  await hearth.start()
  if (role !== 'worker') tell(`\n  Hearth is ready: ${config.publicUrl}\n`)
  else tell('The worker is ready.')
  if (hearth.setupCode) tell(`  The first visitor is asked for this code: ${hearth.setupCode}\n`)
  setTimeout(() => void giveBackMemory(), afterStart).unref()
}

async function giveBackMemory(): Promise<void> {
  for (let turn = 0; turn < collections; turn += 1) await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' })
}

/** Also while starting: what stands by then is closed, the last first. A second signal does not interrupt a clean stop. */
function end(signal: string): Promise<void> {
  ending ??= (async () => {
    tell(`Stopping (${signal}) …`)
    await closeAll()
    process.exit(0)
  })().catch((error: unknown) => fail(String(error)))
  return ending
}

async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close()
}

function roleOf(argument: string | undefined): 'all' | 'web' | 'worker' {
  if (argument === undefined) return 'all'
  if (argument === 'web' || argument === 'worker') return argument
  console.log(usage)
  process.exit(argument === 'help' || argument === '--help' ? 0 : 2)
}

function tell(sentence: string): void {
  console.log(sentence)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
