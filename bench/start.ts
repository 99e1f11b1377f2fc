import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openBrowser } from '../e2e/support/browser.ts'
import { freePort } from '../e2e/support/free-port.ts'
import { ownerLogin, setUpOwner, type Owner } from '../e2e/support/owner.ts'
import { until } from '../e2e/support/until.ts'
import { copiedBinaries, installSize } from './install-size.ts'
import { pssOfTree } from './processes.ts'

const root = new URL('..', import.meta.url).pathname

/**
 * `first_page_ms`: from `npm start` (installed, built, with data and a demo) to the first page. `idle_pss_mib`: all its processes, 60 s after the start, the demo's calendar open.
 * `calendar_js_kb`: script bytes (10^3) a browser transfers for that calendar, cold, signed in. `install_mb`: see `installSize`.
 */
export async function measure(): Promise<Record<string, number>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
  chmodSync(dataDir, 0o755)
  const port = await freePort()
  const settings = { HEARTH_DATA: dataDir, HEARTH_PORT: String(port), HEARTH_LOG_LEVEL: 'warn', NODE_ENV: 'production' }
  const url = `http://127.0.0.1:${port}`
  try {
    const first = start(settings)
    await firstPage(url)
    const workspaceId = await makeDemo(await setUpOwner(url))
    await stop(first)
    const startedAt = performance.now()
    const second = start(settings)
    await firstPage(url)
    const firstPageMs = Math.round(performance.now() - startedAt)
    const calendar = await openCalendar(url, workspaceId)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 60_000 - (performance.now() - startedAt))))
    const idlePss = Math.round(pssOfTree(second.pid ?? 0))
    await calendar.close()
    await stop(second)
    return {
      first_page_ms: firstPageMs,
      idle_pss_mib: idlePss,
      calendar_js_kb: calendar.kb,
      install_mb: installSize(root) + copiedBinaries(dataDir),
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function start(settings: Record<string, string>) {
  return spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
}

async function stop(child: ReturnType<typeof start>): Promise<void> {
  const gone = once(child, 'exit')
  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await gone
}

async function firstPage(url: string): Promise<void> {
  await until('the first page', 60, async () => {
    const page = await fetch(url).catch(() => undefined)
    return page?.ok === true && (await page.text()).includes('<div id="hearth"')
  })
}

/** As a newcomer would have it. Answers its workspace. */
async function makeDemo(owner: Owner): Promise<string> {
  await owner.call('POST', '/demo', { language: 'en' })
  return until('the demo to be ready', 240, async () => {
    const { state, workspaceId } = await owner.call<{ state: string; workspaceId?: string }>('GET', '/demo')
    return state === 'ready' && workspaceId
  })
}

/** A workspace's calendar in a cold browser, signed in; it stays open until closed. */
async function openCalendar(url: string, workspaceId: string): Promise<{ kb: number; close: () => Promise<void> }> {
  const browser = await openBrowser()
  const context = await browser.newContext({ baseURL: url })
  await context.request.post('/api/auth/sign-in/email', {
    data: { email: ownerLogin.email, password: ownerLogin.password },
    headers: { origin: url },
  })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ type, requestId }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(`/calendar?workspace=${workspaceId}`)
  await page.locator('main').getByRole('heading').first().waitFor()
  await page.waitForTimeout(5000)
  return { kb: Math.round(bytes / 1000), close: () => browser.close() }
}
