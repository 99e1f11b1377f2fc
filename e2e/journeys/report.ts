import type { Locator } from 'playwright-core'

import { testMailServer } from '#testing/mail-server'

import { readPdf, tight } from '../../src/modules/reports/document/test-read-pdf.ts'
import { nextTime } from '../../src/modules/reports/scheduling/next-time.ts'
import { checkScreen } from '../support/check-screen.ts'
import { expect, same } from '../support/expect.ts'
import { pairs, usual } from '../support/looks.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { openTeaHouse, ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Person, World, Journey } from '../support/world.ts'

const client = 'client@buyers.example'
const password = 'oolong-after-rain'
const said = '觸及人數比上個月成長，主要來自採茶影片。 Ask us about the new oolong.'

/** From a template to the PDF in somebody's letter box, and the same figures on the screen, in the file and behind a link. */
export const report: Journey = {
  name: 'report: built, sent by schedule as PDF, and shared by a link with a password',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const mail = world.using(await testMailServer())
    const networks = world.using(await openStandIns())
    await world.start({ ...networks.settings, HEARTH_SMTP_URL: mail.url, HEARTH_MAIL_FROM: 'Hearth <hearth@ember.example>' })
    const { owner } = await openTeaHouse(world, networks)
    await owner.call('PATCH', '/me', { language: world.look.language })
    await owner.call('POST', '/analytics/readings', { brandId: owner.brandId })
    const person = await ownerAt(world, '/analytics/reports')
    await begin(world, person)
    await build(world, person)
    await plan(world, person)
    await world.database().pool.query('update reports.schedule set next_at = $1', [lastTime()])
    const letters = () => mail.letters.filter(({ to }) => to === client)
    await until('the report to arrive by mail', 120, async () => letters().length > 0)
    same(letters().length, 1, 'one letter went out')
    const [file] = letters()[0]?.files ?? []
    expect(file?.mimeType === 'application/pdf', 'the letter brings a PDF')
    const pdf = tight((await readPdf(file.bytes)).pages.join(''))
    await open(world, person)
    await saysTheSame(world, person, pdf)
    await share(world, person)
  },
}

/** The time of the month that is over: what is planned for another time would be put off. */
function lastTime(): string {
  const monthly = { every: 'month', at: '08:00' } as const
  const before = Temporal.Now.instant().subtract({ hours: 40 * 24 })
  return nextTime(monthly, { timeZone: 'Asia/Taipei', holidays: [] }, before).toString()
}

async function begin(world: World, person: Person): Promise<void> {
  const { reports: words } = world.texts
  const { page } = person
  await checkScreen(world, person, 'reports, none')
  await page.getByRole('button', { name: words.newReport }).click()
  const dialog = page.getByRole('dialog', { name: words.newReport })
  await sees(dialog)
  await checkScreen(world, person, 'reports, new')
  await dialog.getByRole('textbox', { name: words.begin.name }).fill('Ember Tea, the month')
  await dialog.getByRole('button', { name: words.begin.submit }).click()
  await sees(page.getByRole('heading', { level: 1, name: 'Ember Tea, the month' }))
}

async function build(world: World, person: Person): Promise<void> {
  const { reports: words } = world.texts
  const { page } = person
  const first = page.getByRole('region').filter({ has: page.getByRole('textbox', { name: words.page(1) }) })
  await first.getByRole('button', { name: words.addTile }).click()
  await page.getByRole('menuitem', { name: words.kinds.text }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: words.text }).fill(said)
  await checkScreen(world, person, 'report, a tile')
  await dialog.getByRole('button', { name: words.take }).click()
  await seesNoMore(dialog)
  await page.getByRole('combobox', { name: words.period }).click()
  await page.getByRole('option', { name: words.periods.days }).click()
  await page.getByLabel(words.to, { exact: true }).fill(Temporal.Now.plainDateISO('Asia/Taipei').toString())
  await page.getByRole('button', { name: words.save, exact: true }).click()
  await hears(person, words.saved)
  await view(world, person, words.tabs.preview)
  await sees(sheetOf(page).getByText(said))
  await checkScreen(world, person, 'report, built')
}

/** On a wide screen the preview stands beside what is built. */
async function view({ texts }: World, { page }: Person, name: string): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: texts.reports.views }).getByText(name, { exact: true })
  if ((await choice.count()) > 0) await choice.click()
}

async function plan(world: World, person: Person): Promise<void> {
  const { reports: words } = world.texts
  const { page } = person
  await page.getByRole('button', { name: words.schedule, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: words.plan.title })
  await dialog.getByRole('textbox', { name: words.plan.recipients, exact: true }).fill('nobody')
  await dialog.getByRole('button', { name: words.plan.submit }).click()
  await sees(dialog.getByText(words.plan.badAddress('nobody')))
  await dialog.getByRole('textbox', { name: words.plan.recipients, exact: true }).fill(client)
  await checkScreen(world, person, 'report, schedule')
  await dialog.getByRole('button', { name: words.plan.submit }).click()
  await hears(person, words.plan.saved)
  await seesNoMore(dialog)
}

async function open(world: World, person: Person): Promise<void> {
  const { reports: words } = world.texts
  const { page } = person
  await view(world, person, words.tabs.runs)
  await sees(page.getByText(`${client}: ${words.runs.states.sent}`))
  await checkScreen(world, person, 'report, made')
  await page.getByRole('link', { name: new RegExp(`^${words.runs.open}`) }).click()
  await sees(sheetOf(page))
  await checkScreen(world, person, 'report, one run')
}

/** Every figure that stands on the screen stands in the PDF, in the same order. */
async function saysTheSame(world: World, { page }: Person, pdf: string): Promise<void> {
  const figures = await sheetOf(page).locator('[class*=value], table:not(.visually-hidden) td, [class*=said]').allTextContents()
  expect(figures.length > 20, `the screen shows figures (${figures.length})`)
  let at = 0
  for (const figure of figures) {
    const found = pdf.indexOf(tight(figure), at)
    expect(found >= at, `the PDF says ${figure} where the screen does`)
    at = found + tight(figure).length
  }
  expect(pdf.includes(tight(said)), 'the PDF has the text, in both scripts')
  const { reports: words } = world.texts
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: words.run.csv, exact: true }).click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await arriving).createReadStream()) chunks.push(Buffer.from(chunk))
  const csv = Buffer.concat(chunks).toString('utf8')
  for (const figure of figures.filter((each) => each !== '')) expect(csv.includes(figure), `the CSV says ${figure}`)
}

async function share(world: World, person: Person): Promise<void> {
  const { reports: words } = world.texts
  const { page } = person
  await page.getByRole('button', { name: words.run.share }).click()
  const dialog = page.getByRole('dialog', { name: words.share.title })
  await dialog.getByRole('textbox', { name: words.share.password }).fill(password)
  await dialog.getByRole('button', { name: words.share.submit }).click()
  await hears(person, words.share.made)
  await checkScreen(world, person, 'report, shared')
  const address = await dialog.getByText(/\/r\/[\w-]{32}$/).textContent()
  const stranger = await world.visit(new URL(address ?? '').pathname)
  await sees(stranger.page.getByRole('heading', { name: words.linked.locked }))
  await checkScreen(world, stranger, 'shared report, locked')
  const given = stranger.page.getByRole('textbox', { name: words.linked.password })
  await given.fill('something else')
  await stranger.page.getByRole('button', { name: words.linked.open }).click()
  await hears(stranger, world.texts.errors.refusals.WRONG_LINK_PASSWORD)
  await given.fill(password)
  await stranger.page.getByRole('button', { name: words.linked.open }).click()
  await sees(sheetOf(stranger.page).getByText(said))
  await checkScreen(world, stranger, 'shared report')
  const answer = await stranger.page.request.get('/api/v1/me')
  same(answer.status(), 401, 'the link opens nothing but the report')
  await dialog.getByRole('button', { name: words.share.revoke }).click()
  await hears(person, words.share.revoked)
  await page.keyboard.press('Escape')
  await walkTo(person, '/analytics/reports')
  await checkScreen(world, person, 'reports')
}

function sheetOf(page: Person['page']): Locator {
  return page.getByRole('article')
}
