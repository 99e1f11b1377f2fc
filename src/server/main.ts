#!/usr/bin/env node
import { openLog } from '#kit/log'
import { networks } from '#networks'

import { build } from './build.ts'
import { ConfigError, readConfig } from './config.ts'
import { layFoundation } from './foundation.ts'

const usage = `hearth          everything in one process: page, API and the work in the background
hearth web      page and API only
hearth worker   background work only
Settings are read from the environment; see docs/self-hosting.md.`

const role = roleOf(process.argv[2])
if (Number(process.versions.node.split('.')[0]) !== 26)
  fail(`Hearth runs on Node 26, this is ${process.versions.node}. Start it with: npm start`)
await start().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.message)
  console.error(error)
  fail('Hearth could not start. The reason is above.')
})

async function start(): Promise<void> {
  const config = readConfig(
    process.env,
    networks.map(({ id }) => id),
  )
  const log = openLog({ level: config.logLevel })
  const foundation = await layFoundation(config, { log, tell, connections: 10 })
  const hearth = await build(foundation, role)
  const stop = once(async (signal: string) => {
    tell(`Stopping (${signal}) …`)
    await hearth.stop()
    await foundation.close()
    process.exit(0)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop(signal).catch((error: unknown) => fail(String(error))))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'An error reached nobody'))
  await hearth.start()
  if (role !== 'worker') tell(`\n  Hearth is ready: ${config.publicUrl}\n`)
  else tell('The worker is ready.')
  if (hearth.setupCode) tell(`  The first visitor is asked for this code: ${hearth.setupCode}\n`)
}

function roleOf(argument: string | undefined): 'all' | 'web' | 'worker' {
  if (argument === undefined) return 'all'
  if (argument === 'web' || argument === 'worker') return argument
  console.log(usage)
  process.exit(argument === 'help' || argument === '--help' ? 0 : 2)
}

/** A second Ctrl-C does not interrupt a clean stop. */
function once<Argument>(run: (argument: Argument) => Promise<void>): (argument: Argument) => Promise<void> {
  let running: Promise<void> | undefined
  return (argument) => (running ??= run(argument))
}

function tell(sentence: string): void {
  console.log(sentence)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
