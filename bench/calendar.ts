import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openBrowser } from '../e2e/support/browser.ts'
import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { type Owner, ownerLogin, setUpOwner } from '../e2e/support/owner.ts'
import { buildPage } from '../setup/build-page.js'
import { connectAll, inParallel, settingsToward } from './scene.ts'
import { type Opened, startStandIns } from './stand-ins.ts'

const posts = 5000
const requests = 200
const visits = 5
const quietMs = 3000

/**
 * A month of 5,000 scheduled posts. `api_…`: what the page asks for it, over HTTP. `interactive_ms`: Time to Interactive in a cold,
 * signed-in browser: from navigation until posts are drawn and no task over 50 ms is left; the median of five visits.
 */
export async function measure(): Promise<Record<string, number>> {
  await buildPage(process.execPath)
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
  chmodSync(dataDir, 0o755)
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => rmSync(dataDir, { recursive: true, force: true }))
  const standIns = cleanUp.use(await startStandIns())
  const networks = await standIns.ask<Opened[]>({ kind: 'open' })
  const running = await hearth({ ...settingsToward(networks), HEARTH_LOG_LEVEL: 'warn' })
  cleanUp.defer(() => running.stop())
  await running.run('all')
  const owner = asManyPeople(await setUpOwner(running.url))
  const accounts = await connectAll(owner, { standIns, networks, each: 2 })
  const month = Temporal.Now.plainDateISO().add({ months: 1 }).with({ day: 1 })
  await planMonth(owner, month, accounts.flat())
  const api = await askForMonth(owner, month)
  const interactive = await visitMonth(running.url, month)
  return { api_p50_ms: at(api, 0.5), api_p99_ms: at(api, 0.99), interactive_ms: at(interactive, 0.5) }
}

/** Spread over every day and the hours people are awake, each for two accounts. */
async function planMonth(owner: Owner, month: Temporal.PlainDate, accounts: readonly string[]): Promise<void> {
  await inParallel(posts, async (index) => {
    const day = month.add({ days: index % month.daysInMonth })
    const minute = (index * 7) % (14 * 60)
    const local = day.toPlainDateTime({ hour: 7 + Math.floor(minute / 60), minute: minute % 60 }).toString({ smallestUnit: 'minute' })
    const content = { parts: [{ text: `Tasting number ${index}: what the leaves give in the second cup`, media: [] }], languages: ['en'] }
    const accountIds = [0, 1].map((step) => accounts[(index + step) % accounts.length])
    await owner.call('POST', '/posts', { brandId: owner.brandId, content, accountIds, when: { kind: 'at', local } })
  })
}

/** How long each answer took, in milliseconds. */
async function askForMonth(owner: Owner, month: Temporal.PlainDate): Promise<number[]> {
  const from = month.subtract({ days: month.dayOfWeek - 1 })
  const path = `/posts/overview?brandId=${owner.brandId}&from=${from.toString()}&to=${from.add({ days: 41 }).toString()}&perDay=12`
  const took: number[] = []
  for (let count = 0; count < requests; count += 1) {
    const started = performance.now()
    const { days } = await owner.call<{ days: { count: number }[] }>('GET', path)
    took.push(performance.now() - started)
    const found = days.reduce((sum, day) => sum + day.count, 0)
    if (found !== posts) throw new Error(`The month has ${found} posts where ${posts} were planned.`)
  }
  return took
}

async function visitMonth(url: string, month: Temporal.PlainDate): Promise<number[]> {
  const took: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const browser = await openBrowser()
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })
    const data = { email: ownerLogin.email, password: ownerLogin.password }
    await context.request.post('/api/auth/sign-in/email', { data, headers: { origin: url } })
    const page = await context.newPage()
    await page.addInitScript(noteWhen)
    await page.goto(`/calendar?view=month&date=${month.toString()}`)
    await page.getByRole('button').filter({ hasText: 'Tasting number' }).first().waitFor()
    // A task that comes later than this belongs to nothing that was being opened.
    await page.waitForTimeout(quietMs)
    took.push(await page.evaluate(() => Math.max(Number(document.body.dataset['drawn']), Number(document.body.dataset['busy'] ?? 0))))
    await browser.close()
  }
  return took
}

/** Runs in the page before it: notes when the first post was drawn and when the last long task ended, in milliseconds since navigation. */
function noteWhen(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('main [role=button]')) return
    document.body.dataset['drawn'] = String(performance.now())
    watch.disconnect()
  })
  watch.observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) document.body.dataset['busy'] = String(startTime + duration)
  }).observe({ entryTypes: ['longtask'] })
}

function at(values: readonly number[], quantile: number): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length * quantile)] ?? Infinity)
}
