import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { networks } from '#networks'

/** Tests of their own run in it. */
const patient = { timeout: 300_000 }

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * `parlour` beside this file is a network that does not exist, written by docs/add-a-network.md alone. The compiler sees it as if it
 * lay among the networks (`rootDirs` in tsconfig.json), so its types are checked with everything else.
 */
test('a network is a folder and a line, and whoever goes over the networks finds it', patient, async () => {
  expect(networks.map(({ id }) => id)).not.toContain('parlour')
  await using hearth = await copyWithParlour()
  const results = await testsIn(hearth.folder)
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
      'on parlour a post’s own address opens here with its pictures, and a customer can answer or hears why not',
      'parlour is called the same before its texts are loaded as in them',
      'the faults of parlour are tried',
    ]),
  )
  const readme = await readFile(join(hearth.folder, 'README.md'), 'utf8')
  expect(readme).toContain('| [Parlour](src/networks/parlour/README.md) | post | 2 |')
  expect(readme).toContain('| [Parlour](src/networks/parlour/README.md) | a house key (Settings → House keys) | enter it once |')
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

const Results = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
      status: z.string(),
      message: z.string(),
    }),
  ),
})

/** `npm run -s readme`, and `npm run faults -- --count`. */
const scripts = `
import { expect, test } from 'vitest'
import { allFaults, countCases } from '../e2e/faults/all-faults.ts'
import './networks/write-readme.ts'
test('the faults of parlour are tried', async () => expect(countCases(await allFaults())).toMatchObject({ parlour: 50 }))
`

/** Runs those of the tests there that are about it, as `npm test` would, in one process. */
async function testsIn(cwd: string) {
  await writeFile(join(cwd, 'src/scripts.test.ts'), scripts)
  const config = `export default { cacheDir: './.cache', test: { pool: 'forks', isolate: false, maxWorkers: 1, testTimeout: 60000 } }\n`
  await writeFile(join(cwd, 'vitest.config.js'), config)
  const files = ['networks/conformance', 'architecture', 'sandbox/page', 'web/networks', 'scripts'].map((name) => `src/${name}.test.ts`)
  const asked = ['run', ...files, '--testNamePattern', 'arlour|list of networks', '--reporter=json', '--outputFile=results.json']
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  // Where a test failed, the results say which; without any, this says why.
  const ended = await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...asked], { cwd, env }).catch((error: unknown) => error)
  const results = await readFile(join(cwd, 'results.json'), 'utf8').catch(() => Promise.reject(ended))
  const { testResults } = Results.parse(JSON.parse(results))
  return testResults.flatMap(({ assertionResults, status, message }) => [
    ...assertionResults,
    ...(assertionResults.length === 0 ? [{ fullName: message, status, failureMessages: [] }] : []),
  ])
}
