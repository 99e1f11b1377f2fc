import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, test, vi } from 'vitest'
import { z } from 'zod'

import { networks } from '#networks'

vi.setConfig({ testTimeout: 300_000 })

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * `parlour` beside this file is a network that does not exist, written by docs/add-a-network.md alone. The compiler sees it as if it
 * lay among the networks (`rootDirs` in tsconfig.json), so its types are checked with everything else.
 */
test('a network is a folder and a line: everything that goes over the networks finds it, and nothing else has to change', async () => {
  expect(networks.map(({ id }) => id)).not.toContain('parlour')
  await using hearth = await copyWithParlour()
  const [{ cases, readme }, results] = await Promise.all([faultsAndReadme(hearth.folder), testsIn(hearth.folder)])
  expect(cases).toMatchObject({ parlour: 50 })
  expect(readme).toContain('| [Parlour](src/networks/parlour/README.md) | post | 2 |')
  expect(readme).toContain('| [Parlour](src/networks/parlour/README.md) | a house key (Settings → House keys) | enter it once |')
  const failed = results.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => [fullName, ...failureMessages])
  expect(failed).toEqual([])
  const passed = results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName)
  expect(passed).toEqual(
    expect.arrayContaining([
      'the list of networks is the list of folders',
      'Parlour keeps what every network promises every way to connect, every field and the guide has its words in both languages',
      'Parlour keeps what every network promises publishes once, however often a step is repeated after its answer was lost',
      'who may import whom src/networks/parlour/publishing.ts',
      'what the browser reads of a network src/networks/parlour/web.tsx reaches nothing of the server',
      'on parlour a post’s own address opens here with its pictures, and a customer can answer',
      'parlour is called the same before its texts are loaded as in them',
    ]),
  )
})

/** Hearth as it is, with one folder and one line more. */
async function copyWithParlour(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-sixteenth-'))
  for (const each of ['package.json', 'README.md', 'tsconfig.json', 'src', 'e2e'])
    await cp(join(root, each), join(folder, each), { recursive: true, filter: (path) => !path.endsWith('sixteenth-network') })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await cp(fileURLToPath(new URL('parlour', import.meta.url)), join(folder, 'src/networks/parlour'), { recursive: true })
  await appendFile(join(folder, 'src/networks/index.ts'), `export { parlour } from './parlour/index.ts'\n`)
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** How many faults are tried on each network, and the README with its tables of networks. */
async function faultsAndReadme(cwd: string) {
  const { stdout } = await run(process.execPath, ['e2e/faults/run.ts', '--count'], { cwd })
  await run(process.execPath, ['src/networks/write-readme.ts'], { cwd })
  return { cases: z.record(z.string(), z.int()).parse(JSON.parse(stdout)), readme: await readFile(join(cwd, 'README.md'), 'utf8') }
}

const Results = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
      status: z.string(),
      message: z.string(),
    }),
  ),
})

/** Runs those of the tests there that are about it, as `npm test` would. */
async function testsIn(cwd: string) {
  const config = `export default { cacheDir: './.cache', test: { pool: 'forks', isolate: false, maxWorkers: 1, testTimeout: 60000 } }\n`
  await writeFile(join(cwd, 'vitest.config.js'), config)
  const files = ['networks/conformance', 'architecture', 'sandbox/page', 'web/networks'].map((name) => `src/${name}.test.ts`)
  const asked = ['run', ...files, '--testNamePattern', 'arlour|list of networks', '--reporter=json', '--outputFile=results.json']
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  // What failed is in the results.
  await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...asked], { cwd, env }).catch(() => undefined)
  const { testResults } = Results.parse(JSON.parse(await readFile(join(cwd, 'results.json'), 'utf8')))
  return testResults.flatMap(({ assertionResults, status, message }) => [
    ...assertionResults,
    ...(assertionResults.length === 0 ? [{ fullName: message, status, failureMessages: [] }] : []),
  ])
}
