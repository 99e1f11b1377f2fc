import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'

import { type Browser, chromium } from 'playwright-core'

/**
 * The browser that comes in a package, with its web security and several processes on: the package's own arguments would turn them off,
 * and tests of cookies and origins would lie.
 */
export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], env: environment(folder, executablePath) })
}

/** Unpacked once per person and version, aside and then renamed, so that two runs at once do not spoil each other's copy. */
async function unpacked(): Promise<string> {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `hearth-chromium-${version}-${userInfo().uid}`)
  if (existsSync(folder)) return folder
  const aside = mkdtempSync(`${folder}-`)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = aside
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const name of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(join(packageFolder, 'bin', name))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Machines without the browser's libraries use those in the package. */
function environment(folder: string, executablePath: string): NodeJS.ProcessEnv {
  const linked = execFileSync('ldd', [executablePath], { encoding: 'utf8' })
  if (!linked.includes('not found')) return process.env
  return { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
}
