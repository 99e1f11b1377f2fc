import { parseArgs } from 'node:util'

import { runningEmbedded } from '#database/embedded'
import { migrate } from '#database/migrate'
import { openDatabase } from '#database/open'
import { rebuildAnalytics } from '#modules/analytics'

import type { Config } from './config.ts'
import { findDatabase } from './foundation.ts'

const usage = 'Say what to do: hearth analytics rebuild [--repair].'

/** `hearth analytics rebuild`: also while Hearth runs. Works every figure out anew from what networks said, and says what differs; `--repair` puts it right. */
export async function analyticsCommand(
  args: readonly string[],
  { config, tell }: { config: Config; tell: (sentence: string) => void },
): Promise<void> {
  const { repair } = read(args)
  const running = config.databaseUrl ? undefined : await runningEmbedded({ dataDir: config.dataDir })
  const database = running ? { ...running, stop: async () => undefined } : await findDatabase(config, tell)
  try {
    await using open = openDatabase({ connection: database.connection, connections: 2, name: 'hearth analytics' })
    if (!running) await migrate(open.pool)
    tell(repair ? 'Working out every figure anew; new ones wait meanwhile …' : 'Working out every figure anew …')
    const { facts, tables } = await rebuildAnalytics(open.db, { repair, now: Temporal.Now.instant() })
    tell(`${facts} facts.`)
    for (const { table, rows, different, examples } of tables) {
      tell(`  ${table}: ${rows} rows, ${different === 0 ? 'all as the facts add up' : `${different} are not as the facts add up`}.`)
      for (const example of examples) tell(`    ${example}`)
    }
    const wrong = tables.reduce((sum, { different }) => sum + different, 0)
    if (wrong === 0) return
    if (repair) tell(`${wrong} rows were put right.`)
    else throw new Error(`${wrong} rows differ. Put them right with: hearth analytics rebuild --repair`)
  } finally {
    await database.stop()
  }
}

function read(args: readonly string[]): { repair: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { repair: { type: 'boolean', default: false } },
    })
    if (positionals.join(' ') === 'rebuild') return values
  } catch (cause) {
    throw new Error(usage, { cause })
  }
  throw new Error(usage)
}
