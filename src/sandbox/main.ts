import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { serve } from '../networks/serve-stand-in.ts'
import { openSandbox } from './open-sandbox.ts'
import type { Sandbox } from './sandbox.ts'

const usage = `npm run sandbox -- [--port 4601] [--data ./data]

Runs every network's stand-in on this machine, with a page to see and use them. What they hold is kept in the folder "sandbox" of the data folder.`

const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help) {
  console.log(usage)
} else {
  await run(Number(values.port ?? 4601), resolve(values.data ?? './data'))
}

async function run(port: number, dataDir: string): Promise<void> {
  const ready = Promise.withResolvers<Sandbox>()
  const served = await serve(async (request) => (await ready.promise).handle(request), { port })
  const sandbox = await openSandbox({
    dataDir,
    base: served.origin,
    onTrouble: (error) => console.error('The sandbox could not be saved:', error),
  })
  ready.resolve(sandbox)
  console.log(`\n  The sandbox: ${served.origin}/\n\n  To lead a Hearth here, start it with:\n\n${settings(sandbox)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void served.close().then(() => sandbox.close())
    })
  }
}

/** The settings of an installation whose networks are these. */
function settings({ origins, networks }: Sandbox): string {
  const options = networks.flatMap(({ id, standIn }) =>
    Object.entries(standIn.options).map(([name, value]) => `HEARTH_${id.toUpperCase()}_${name.toUpperCase()}=${value}`),
  )
  return [`HEARTH_ALLOW_ORIGINS=${origins.join(',')}`, ...options].map((line) => `  ${line}`).join('\n')
}
