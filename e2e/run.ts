import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { networks } from '#networks'
import { startBluesky } from '#testing/bluesky'
import { startTestPostgres } from '#testing/postgres'

import { buildPage } from '../setup/build-page.js'
import { openBrowser } from './support/browser.ts'
import { lookName, usual, type Look } from './support/looks.ts'
import { lastPresses } from './support/presses.ts'
import { openWorld, type Journey, type World } from './support/world.ts'

/**
 * Journeys through a real Hearth in a real browser: `node e2e/run.ts`, each once; `--all` in every language, appearance and width it is about;
 * `--only <part of a name>`; `--screenshots <folder>` keeps a picture of each screen visited; `--at-once <n>` journeys, three unless given: one more than the smallest machine has processors, because each waits at times.
 * What failed is left under test-results/.
 */
const { values: asked } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    screenshots: { type: 'string' },
    'at-once': { type: 'string', default: '3' },
  },
})
const results = new URL('../test-results/', import.meta.url).pathname

await buildPage(process.execPath)
const bluesky = await startBluesky()
const counts = { passed: 0, failed: 0 }
// What a journey began and did not wait for fails the run, not the journeys that are left.
process.on('unhandledRejection', (error) => {
  counts.failed += 1
  console.log(`  ✗ nobody waited for this\n${error instanceof Error ? error.stack : String(error)}`)
})
{
  await using browser = await openBrowser()
  await using postgres = await startTestPostgres()
  const started = Date.now()
  const waiting = (await chosen()).values()
  const lane = async () => {
    // Each lane takes the next journey from the same line.
    for (const { journey, look } of waiting) {
      const world = openWorld({ browser, bluesky, postgresUrl: postgres.url, look, pictures: asked.screenshots })
      counts[(await passes(journey, world)) ? 'passed' : 'failed'] += 1
    }
  }
  await Promise.all(Array.from({ length: Number(asked['at-once']) }, lane))
  console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`)
}
await bluesky.close()
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 ? 0 : 1)

async function chosen(): Promise<readonly { journey: Journey; look: Look }[]> {
  const journeys = (await allJourneys()).filter(({ name }) => name.includes(asked.only ?? ''))
  return journeys.flatMap((journey) => {
    const looks = journey.looks?.[asked.all ? 'all' : 'each'] ?? [usual]
    return looks.map((look) => ({ journey, look }))
  })
}

/** Every export of every file of the folder is a journey, and of the file that a network's folder may have. */
async function allJourneys(): Promise<readonly Journey[]> {
  const folder = new URL('journeys/', import.meta.url)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted()
  const ofNetworks = networks
    .map(({ id }) => new URL(`../src/networks/${id}/test-journey.ts`, import.meta.url))
    .filter((file) => existsSync(file))
  const all = [...files.map((name) => new URL(name, folder)), ...ofNetworks]
  const modules = await Promise.all(all.map((file): Promise<Record<string, Journey>> => import(file.href)))
  return modules.flatMap((module) => Object.values(module))
}

async function passes(journey: Journey, world: World): Promise<boolean> {
  const name = `${journey.name} (${lookName(world.look)})`
  const started = Date.now()
  try {
    await journey.run(world)
    for (const { watch } of world.people()) watch.check()
    console.log(`  ✓ ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
    return true
  } catch (error) {
    console.log(`  ✗ ${name}\n${error instanceof Error ? error.stack : String(error)}`)
    await leaveTraces(name, world)
    return false
  } finally {
    await world.end()
  }
}

async function leaveTraces(name: string, world: World): Promise<void> {
  await mkdir(results, { recursive: true })
  const file = join(results, name.replaceAll(/[^\p{L}\p{N}]+/gu, '-'))
  for (const [index, { page, watch }] of world.people().entries()) {
    console.log(`    at ${page.url()}`)
    for (const line of watch.last()) console.log(`    ${line}`)
    for (const line of await lastPresses(page).catch((error: unknown) => [String(error)])) console.log(`    ${line}`)
    await page.screenshot({ path: `${file}-${index + 1}.png` }).catch((error: unknown) => console.log(`    no picture: ${String(error)}`))
  }
  await writeFile(`${file}.log`, world.output())
  console.log(`    pictures and Hearth’s output: ${file}*`)
}
