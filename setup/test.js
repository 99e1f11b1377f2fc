// `npm test`: every check and every test, set-up included. One step's failure does not keep the others from running.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { audit } from './audit.js'
import { buildPage } from './build-page.js'
import { root } from './folders.js'
import { install } from './install.js'
import { requireNode26 } from './node-26.js'
import { check, counting, unit } from './steps.js'
import { runSetup } from './trouble.js'

const code = ['src', 'e2e', 'bench'].filter((folder) => existsSync(join(root, folder)))
const knipConfig = ['knip.json', 'knip.jsonc', 'knip.ts', 'knip.config.ts'].some((name) => existsSync(join(root, name)))

const faults = () => counting(['e2e/faults/run.ts', '--quick'], { aside: true })

/** One after another; what stands together runs together, because faults wait for their pauses most of the time. */
const steps = [
  { packages: audit, format: () => check('oxfmt', ['--check', ...code, 'setup']) },
  { lint: () => check('oxlint', ['--format=unix', ...code, 'setup']) },
  { types: () => check('tsc', ['--noEmit', '--project', '.']) },
  ...(knipConfig ? [{ 'dead code': () => check('knip', []) }] : []),
  { page },
  { 'unit and integration': unit, faults },
  ...(existsSync(join(root, 'e2e', 'run.ts')) ? [{ browser: () => counting(['e2e/run.ts']) }] : []),
]

await runSetup(async () => {
  await install('full')
  requireNode26()
  const sum = { passed: 0, failed: 0, skipped: 0 }
  const broken = []
  const count = (name, result) => {
    for (const key of Object.keys(sum)) sum[key] += result[key] ?? 0
    if (result.failed > 0) broken.push(name)
  }
  for (const together of steps) {
    console.log(`\n── ${Object.keys(together).join(', ')}`)
    await Promise.all(Object.entries(together).map(([name, run]) => timed(name, run).then((result) => count(name, result))))
  }
  if (broken.length > 0) console.log(`\nNot well: ${broken.join(', ')}.`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
  process.exitCode = sum.failed > 0 ? 1 : 0
})

async function timed(name, run) {
  const started = Date.now()
  const result = await run()
  console.log(`── ${name}: ${result.failed > 0 ? 'failed' : 'passed'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return result
}

async function page() {
  try {
    await buildPage(requireNode26())
    return { passed: 1, failed: 0 }
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  }
}
