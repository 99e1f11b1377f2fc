import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { modules, withTools } from './folders.js'
import { Trouble } from './trouble.js'

/** The Node 26 that the server will run on: npm's own package of it, else the machine's. */
export function requireNode26() {
  const packaged = join(modules, '.bin', 'node')
  const node = existsSync(packaged) ? packaged : 'node'
  const { stdout, error } = spawnSync(node, ['--version'], { encoding: 'utf8', env: withTools() })
  const version = stdout?.trim() || 'none'
  if (!error && version.startsWith('v26.')) return node
  const platform = `${process.platform}-${process.arch}`
  if (existsSync(packaged)) {
    throw new Trouble(
      `The Node 26 that npm installed for ${platform} does not run on this machine. Install Node 26 from https://nodejs.org, put it first in PATH and run the same command again.`,
    )
  }
  throw new Trouble(
    `Hearth runs on Node 26, and npm has none for ${platform} (found: ${version}). Install Node 26 from https://nodejs.org and run the same command again.`,
  )
}
