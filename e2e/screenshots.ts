import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import type { Page } from 'playwright-core'
import sharp from 'sharp'

import type { Overview } from '#contract/analytics'
import type { Me } from '#contract/teams'
import { startBluesky } from '#testing/bluesky'
import { startTestPostgres } from '#testing/postgres'

import { fourNetworks } from './journeys/four-networks.ts'
import { openBrowser } from './support/browser.ts'
import { lookName, usual, type Look } from './support/looks.ts'
import { makeDemo } from './support/make-demo.ts'
import { connectBluesky, createPost, type Owner, setUpOwner } from './support/owner.ts'
import { sees } from './support/steps.ts'
import { chineseTexts, englishTexts } from './support/tea-texts.ts'
import { until } from './support/until.ts'
import { asOwner, openWorld, type Ground, type World } from './support/world.ts'

/** Makes the pictures of README: `node e2e/screenshots.ts`; `--only <name>` makes one of them. */
const { values } = parseArgs({ options: { into: { type: 'string', default: 'docs/images' }, only: { type: 'string' } } })
const isWanted = (name: string) => values.only === undefined || values.only === name
const zone = 'Asia/Taipei'
mkdirSync(values.into, { recursive: true })
const bluesky = await startBluesky()
{
  await using browser = await openBrowser()
  await using postgres = await startTestPostgres()
  const ground = { browser, bluesky, postgresUrl: postgres.url }
  if (isWanted('four-networks')) await keep('four-networks', await fromJourney(ground))
  if (isWanted('analytics')) await keep('analytics', await ofDemo(ground))
  for (const shot of [
    { file: 'calendar-light', look: { language: 'en', scheme: 'light', width: 1440 }, path: '/calendar?view=week' },
    { file: 'composer-dark', look: { language: 'en', scheme: 'dark', width: 1440 }, path: '/calendar?view=week' },
    { file: 'today-zh-TW', look: { language: 'zh-TW', scheme: 'light', width: 1440 }, path: '/' },
  ] satisfies { file: string; look: Look; path: string }[]) {
    if (!isWanted(shot.file)) continue
    const world = openWorld({ ...ground, look: shot.look, pictures: undefined })
    await world.start()
    const { draftId } = await fill(world)
    const { page } = await world.visit(shot.file === 'composer-dark' ? `${shot.path}&write=${draftId}` : shot.path, asOwner)
    await sees(page.locator('h1, h2'))
    if (shot.file === 'composer-dark') await sees(page.getByRole('dialog').getByRole('textbox'))
    await standsStill(page)
    await keep(shot.file, await page.screenshot())
    await world.end()
  }
}
await bluesky.close()
process.exit(0)

async function keep(name: string, png: Buffer): Promise<void> {
  await sharp(png).png({ palette: true, quality: 90, effort: 9 }).toFile(`${values.into}/${name}.png`)
}

/** One stop of the way through everything: a post of the demo that is written for four networks. */
async function fromJourney(ground: Omit<Ground, 'look' | 'pictures'>): Promise<Buffer> {
  const pictures = mkdtempSync(join(tmpdir(), 'hearth-pictures-'))
  const world = openWorld({ ...ground, look: usual, pictures })
  try {
    await fourNetworks.run(world)
    return readFileSync(join(pictures, `four networks 4, tailored (${lookName(usual)}).png`))
  } finally {
    await world.end()
    rmSync(pictures, { recursive: true, force: true })
  }
}

/** What a month of the demo brought. */
async function ofDemo(ground: Omit<Ground, 'look' | 'pictures'>): Promise<Buffer> {
  const world = openWorld({ ...ground, look: usual, pictures: undefined })
  try {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: zone, language: usual.language })
    const workspaceId = await makeDemo(owner)
    await clicksAreCounted(owner, workspaceId)
    const { page } = await world.visit(`/analytics?workspace=${workspaceId}`, asOwner)
    await sees(page.getByRole('figure').getByRole('slider'))
    await standsStill(page)
    return await page.screenshot()
  } finally {
    await world.end()
  }
}

/** They come in by the minute. */
async function clicksAreCounted({ call }: Owner, workspaceId: string): Promise<void> {
  const there = { 'hearth-workspace': workspaceId }
  const { brands } = await call<Me>('GET', '/me', undefined, there)
  const today = Temporal.Now.plainDateISO(zone)
  const asked = { brandId: brands[0]?.id, period: { from: today.subtract({ days: 27 }).toString(), to: today.toString() } }
  await until('the clicks to be counted', 90, async () => {
    const { measures } = await call<Overview>('POST', '/analytics/overview', asked, there)
    return measures.some(({ metric, now }) => metric === 'siteClicks' && now !== null)
  })
}

async function standsStill(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(1500)
}

/** A tea house in the middle of its week. */
async function fill(world: World): Promise<{ draftId: string }> {
  const chinese = world.look.language === 'zh-TW'
  const owner = await setUpOwner(world.hearth().url, { timeZone: zone, language: world.look.language })
  await owner.call('PATCH', '/me', { language: world.look.language })
  const remote = await world.account()
  await remote.setProfile({ displayName: 'Ember Tea House' })
  const { id } = await connectBluesky(owner, { handle: remote.handle, password: remote.appPassword, server: world.bluesky.pds })
  const [oolong, black, green] = [await cup(owner, '#b5762a'), await cup(owner, '#7a2f14'), await cup(owner, '#7f9b4a')]
  const texts = chinese ? chineseTexts : englishTexts
  await createPost(owner, { texts: [texts.live], accountIds: [id], images: [oolong], when: { kind: 'now' } })
  const week = [
    { inDays: 0, time: '17:30', text: texts.plans[0] },
    { inDays: 1, time: '09:30', text: texts.plans[1], images: [green] },
    { inDays: 1, time: '15:00', text: texts.plans[2] },
    { inDays: 2, time: '12:00', text: texts.plans[3], images: [black] },
    { inDays: 3, time: '10:30', text: texts.plans[4] },
    { inDays: 4, time: '09:00', text: texts.plans[5], images: [oolong] },
    { inDays: 5, time: '16:00', text: texts.plans[6] },
  ]
  for (const { inDays, time, text = '', images } of week) {
    const local = `${Temporal.Now.plainDateISO(zone).add({ days: inDays }).toString()}T${time}`
    await createPost(owner, { texts: [text], accountIds: [id], ...(images ? { images } : {}), when: { kind: 'at', local } })
  }
  const draft = await createPost(owner, { texts: [texts.thread[0] ?? '', texts.thread[1] ?? ''], accountIds: [id], images: [black] })
  return { draftId: draft.id }
}

/** A cup of tea from above, drawn. */
async function cup(owner: Owner, tea: string) {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800"><rect width="1200" height="800" fill="#e9dcc6"/>
<rect y="520" width="1200" height="280" fill="#d9c5a3"/><circle cx="600" cy="410" r="300" fill="#fffaf0"/><circle cx="600" cy="410" r="262" fill="#efe4d2"/>
<circle cx="600" cy="410" r="236" fill="${tea}"/><path d="M470 330q120-90 260 10" stroke="#ffffff" stroke-opacity=".35" stroke-width="18" fill="none" stroke-linecap="round"/>
<path d="M890 330q150 10 140 100t-170 90" stroke="#fffaf0" stroke-width="44" fill="none" stroke-linecap="round"/></svg>`
  return owner.upload(await sharp(Buffer.from(drawing)).jpeg({ quality: 88 }).toBuffer(), 'cup.jpg', 'image/jpeg')
}
