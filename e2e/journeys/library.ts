import type { Locator } from 'playwright-core'

import { testPdf, testSrt } from '#testing/documents'
import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { pairs, phone } from '../support/looks.ts'
import { type Owner, setUpOwner } from '../support/owner.ts'
import { sees, seesNoMore } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const folder = 'Winter 2026'

/** Everything a brand can show: added, kept in order, found again, and its rights looked after. */
export const libraryJourney: Journey = {
  name: 'library: files of every kind come in, are kept in order and found again',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei' })
    await owner.call('PATCH', '/me', { language: world.look.language })
    const person = await world.visit('/library', asOwner)
    const { library } = world.texts
    await sees(person.page.getByText(library.empty))
    await checkScreen(world, person, 'library, empty')
    await addEverything(world, person)
    await goOnAfterReload(world, person, owner)
    await keepInOrder(world, person)
    await describeOne(world, person)
    await findAgain(world, person)
  },
}

async function addEverything(world: World, person: Person): Promise<void> {
  const { library, errors } = world.texts
  const { uploads } = library
  const { page } = person
  const files = [
    {
      name: 'Spring tea.mp4',
      mimeType: 'video/mp4',
      buffer: Buffer.from(await film({ seconds: 3, width: 640, height: 360, audio: true })),
    },
    { name: 'Winter menu.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await testPdf({ pages: 4 })) },
    { name: '冬茶.srt', mimeType: '', buffer: Buffer.from(testSrt) },
    { name: 'Tea garden.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await testImage({ width: 900, height: 600, noise: true })) },
    { name: 'trick.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>') },
  ]
  await page.locator(`input[type=file][aria-label="${library.add}"]`).setInputFiles(files)
  for (const { name } of files.slice(0, 4)) await sees(page.getByRole('button', { name: uploads.putAwayOf(name) }), 90)
  await sees(page.getByText(errors.refusals.SVG))
  await checkScreen(world, person, 'library, added')
  await page.getByRole('button', { name: uploads.putAwayOf('trick.png') }).click()
  await seesNoMore(page.getByText('trick.png'))
  await page.getByRole('button', { name: uploads.allAway }).click()
  await seesNoMore(page.getByRole('region', { name: uploads.title }))
  same(
    await page
      .getByRole('main')
      .getByRole('checkbox', { name: tileChoice(world) })
      .count(),
    4,
    'four files are in the library',
  )
}

/** An upload that stopped when its page was closed is offered again, and goes on where it stopped. */
async function goOnAfterReload(world: World, person: Person, owner: Owner): Promise<void> {
  const { library } = world.texts
  const { uploads } = library
  const { page, context } = person
  const bytes = Buffer.from(await testPdf({ pages: 9, title: 'Catalogue' }))
  const about = { brandId: owner.brandId, filename: 'Catalogue.pdf' }
  const metadata = Object.entries(about).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  const tus = { 'tus-resumable': '1.0.0', origin: new URL(page.url()).origin }
  const begun = await context.request.post('/api/uploads', {
    headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata.join(',') },
  })
  const half = Math.floor(bytes.length / 2)
  await context.request.patch(begun.headers()['location'] ?? '', {
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    data: bytes.subarray(0, half),
  })
  await page.reload()
  await sees(page.getByText(uploads.interrupted(`${Math.floor((half / bytes.length) * 100)} %`)))
  await checkScreen(world, person, 'library, upload that stopped')
  await page
    .locator(`input[type=file][aria-label="${uploads.resume}: Catalogue.pdf"]`)
    .setInputFiles({ name: 'Catalogue.pdf', mimeType: 'application/pdf', buffer: bytes })
  await sees(page.getByText(uploads.added, { exact: true }), 90)
  await page.getByRole('button', { name: uploads.putAwayOf('Catalogue.pdf') }).click()
  await sees(opening(world, person, 'Catalogue'))
}

async function keepInOrder(world: World, person: Person): Promise<void> {
  const { library } = world.texts
  const { page } = person
  await openFolders(world, person)
  await page.getByRole('button', { name: library.folders.create }).click()
  const dialog = page.getByRole('dialog', { name: library.folders.create })
  await dialog.getByLabel(library.folders.name).fill(folder)
  await dialog.getByRole('button', { name: library.folders.createNow }).click()
  await seesNoMore(dialog)
  for (const title of ['Spring tea', 'Tea garden']) await page.getByRole('checkbox', { name: library.choose(title) }).check()
  const bulk = page.getByRole('region', { name: library.bulk.chosen(2) })
  await checkScreen(world, person, 'library, two chosen')
  await bulk.getByRole('button', { name: library.bulk.move, exact: true }).click()
  const move = page.getByRole('dialog', { name: library.bulk.moveTitle(2) })
  await move.getByLabel(library.folders.place).selectOption({ label: folder })
  await move.getByRole('button', { name: library.folders.moveNow }).click()
  await seesNoMore(bulk)
  await page.getByRole('button', { name: library.folders.count(folder, 2) }).click()
  await seesNoMore(opening(world, person, 'Winter menu'))
  await sees(opening(world, person, 'Tea garden'))
  await checkScreen(world, person, 'library, folder')
}

async function describeOne(world: World, person: Person): Promise<void> {
  const { library } = world.texts
  const { detail } = library
  const { page } = person
  await opening(world, person, 'Tea garden').click()
  const panel = page.getByRole('dialog', { name: detail.title })
  await panel.getByLabel(detail.alt).fill('茶園清晨的霧')
  await panel.getByLabel(detail.tags).fill('茶園')
  await panel.getByLabel(detail.tags).press('Enter')
  await panel.getByLabel(detail.holder).fill('Lin Studio')
  await panel.getByLabel(detail.expires).fill('2031-12-31')
  await panel.getByRole('button', { name: detail.save, exact: true }).click()
  await sees(page.getByText(detail.saved))
  await sees(panel.getByText(detail.unused))
  await checkScreen(world, person, 'library, one file')
  await page.keyboard.press('Escape')
  await seesNoMore(panel)
  await opening(world, person, 'Spring tea').click()
  await sees(panel.locator('video'))
  await checkScreen(world, person, 'library, one film')
  await panel.getByRole('button', { name: world.texts.ui.close }).click()
  await seesNoMore(panel)
}

async function findAgain(world: World, person: Person): Promise<void> {
  const { library } = world.texts
  const { page } = person
  await page.goto('/library')
  const search = page.getByRole('searchbox', { name: library.search })
  await search.fill('清晨')
  await seesNoMore(opening(world, person, 'Winter menu'))
  await sees(opening(world, person, 'Tea garden'))
  await search.fill('nothing of the kind')
  await sees(page.getByText(library.nothing))
  await page.getByRole('button', { name: library.clear }).click()
  await sees(opening(world, person, 'Winter menu'))
  await page.getByRole('group', { name: library.kindFilter }).getByText(library.kinds.document).click()
  await seesNoMore(opening(world, person, 'Tea garden'))
  await sees(opening(world, person, 'Catalogue'))
}

function opening(world: World, { page }: Person, title: string): Locator {
  const { library } = world.texts
  return page.getByRole('main').getByRole('button', { name: library.open(title), exact: true })
}

function tileChoice(world: World): RegExp {
  const { library } = world.texts
  return new RegExp(`^${library.choose('')}`)
}

async function openFolders(world: World, { page }: Person): Promise<void> {
  const { library } = world.texts
  if (world.narrow) await page.getByRole('button', { name: library.folders.show }).click()
}
