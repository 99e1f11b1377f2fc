import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { cache, modules, root, withTools } from './folders.js'
import { oneAtATime } from './one-at-a-time.js'
import { troubleFrom } from './trouble.js'

const built = join(root, 'dist')
const stamp = join(built, '.inputs')

/** Builds the web page into dist/ unless it is up to date. Built aside and then swapped in, so that a killed build leaves the page as it was. */
export async function buildPage(node) {
  if (!existsSync(join(root, 'vite.config.ts')) || isUpToDate()) return
  await oneAtATime('page', async () => {
    if (!isUpToDate()) build(node)
  })
}

function isUpToDate() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputsHash()
}

function build(node) {
  console.log('Building the page.')
  const started = Date.now()
  const inputs = inputsHash()
  const making = join(cache, 'page-new')
  rmSync(making, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const vite = [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn']
  const { status, stdout, stderr, error } = spawnSync(node, vite, {
    cwd: root,
    encoding: 'utf8',
    env: { ...withTools(), NODE_ENV: 'production' },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw error
  if (status !== 0) throw troubleFrom(`${stdout}${stderr}`, { what: 'Building the page', room: '100 MB' })
  writeFileSync(join(making, '.inputs'), inputs)
  swapIn(making)
  console.log(`Built the page in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

function swapIn(making) {
  const old = join(cache, 'page-old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(built)) renameSync(built, old)
  renameSync(making, built)
  rmSync(old, { recursive: true, force: true })
}

/** Everything the page may be made of; a file too many costs a needless build, one too few would show an old page. */
function inputsHash() {
  const files = ['package-lock.json', 'package.json', 'vite.config.ts', 'tsconfig.json', 'setup/build-page.js'].map((name) =>
    join(root, name),
  )
  for (const folder of ['web', 'kit', 'networks', 'modules', 'server']) files.push(...sourcesIn(join(root, 'src', folder)))
  const sum = createHash('sha256')
  for (const file of files.filter((name) => existsSync(name))) sum.update(`${relative(root, file)}\0`).update(readFileSync(file))
  return sum.digest('hex')
}

function sourcesIn(folder) {
  if (!existsSync(folder)) return []
  const inPage = folder.startsWith(join(root, 'src', 'web')) || /\/(kit|networks)(\/|$)/.test(folder)
  return (
    readdirSync(folder, { withFileTypes: true })
      // oxlint-disable-next-line unicorn/no-array-sort -- Node 18 has no toSorted
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : sourcesIn(path)
        if (/\.test\.tsx?$|\.md$/.test(entry.name)) return []
        return inPage || entry.name === 'contract.ts' ? [path] : []
      })
  )
}
