import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { networks } from '#networks'

import { judge, type Judged } from './judge.ts'
import { recordTests } from './record-tests.ts'
import { printReport } from './report.ts'

/**
 * `npm run -s conformance`: runs the networks' tests, writes down every request that a connector sends, and compares those that were taken,
 * and the stand-ins' answers to them, with what the network publishes of its API. The specifications lie beside the checkout.
 */
const specifications = new URL('../../../shared/specs/', import.meta.url)

if (!existsSync(specifications)) {
  console.log(`The networks’ specifications are not at ${fileURLToPath(specifications)}, so there is nothing to compare with.`)
  process.exit(0)
}

const folder = await mkdtemp(join(tmpdir(), 'hearth-exchanges-'))
try {
  await recordTests(folder)
  const judged: Judged[] = []
  for (const { id, name } of networks) judged.push(await judge({ id, name, lines: await linesOf(id), specifications }))
  printReport(judged)
  process.exitCode = judged.some(({ violations }) => violations.length > 0) ? 1 : 0
} finally {
  await rm(folder, { recursive: true })
}

async function linesOf(network: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${network}-`))
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''))
}
