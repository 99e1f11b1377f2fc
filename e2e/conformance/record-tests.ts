import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs the tests of all networks with every exchange written into the folder. @throws Error where a test fails: what a broken connector sends proves nothing. */
export async function recordTests(folder: string): Promise<void> {
  const tests = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'src/networks', '--reporter=dot'], {
    cwd: root,
    env: { ...process.env, HEARTH_EXCHANGES: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(tests, 'exit')
  if (code !== 0) throw new Error('The tests of the networks fail. Run `npx vitest run src/networks` to see which.')
}
