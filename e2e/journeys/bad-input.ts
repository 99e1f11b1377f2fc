import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { Locator } from 'playwright-core'

import { hugeImage, testImage } from '#testing/images'

import type { RefusalCode } from '../../src/web/errors/codes.ts'
import { expect, same } from '../support/expect.ts'
import { connectBluesky, setUpOwner } from '../support/owner.ts'
import { addImage, openComposer, savedDraft, sees, seesNoMore, textOf } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const run = promisify(execFile)

/** Nothing, far too much, and text that is meant to break things. */
export const badTexts: Journey = {
  name: 'bad input, text: empty, ten megabytes and naughty strings',
  run: async (world) => {
    const person = await begin(world)
    const opened: string[] = []
    person.page.on('dialog', (dialog) => {
      opened.push(dialog.message())
      void dialog.dismiss()
    })
    await empty(world, person)
    await tenMegabytes(world, person)
    for (const text of naughty) await writeNaughty(world, person, text)
    await showNaughty(world, person)
    same(opened, [], 'no text ran as a script')
  },
}

export const badImages: Journey = {
  name: 'bad input, images: each wrong file says what is wrong with it, and the text stays',
  run: async (world) => {
    const person = await begin(world)
    const sheet = await openComposer(world, person)
    await textOf(world, sheet).fill('This text stays')
    for (const file of await wrongFiles()) await refuses(world, sheet, file)
    await addImage(world, sheet, { name: 'tea.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 600, height: 400 }) })
    await sees(sheet.getByRole('button', { name: world.texts.composer.images.altMissing }))
    await savedDraft(world, sheet)
    same(await textOf(world, sheet).inputValue(), 'This text stays', 'the text is still there')
  },
}

export const fullDisk: Journey = {
  name: 'bad input, full disk: an image that does not fit is refused with a reason, and goes in when there is room',
  run: async (world) => {
    const person = await begin(world)
    const folder = join(world.hearth().dataDir, 'media')
    await mkdir(folder, { recursive: true })
    const isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).then(
      () => true,
      () => false,
    )
    if (!isMounted) return world.skip('a full disk needs the right to mount one')
    try {
      await tooFull(world, person)
    } finally {
      await run('umount', ['--lazy', folder])
    }
    await person.page.getByRole('button', { name: world.texts.composer.images.retry }).click()
    await sees(person.page.getByRole('button', { name: world.texts.composer.images.altMissing }))
  },
}

async function begin(world: World): Promise<Person> {
  const { url } = await world.start()
  const owner = await setUpOwner(url)
  const account = await world.account()
  await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
  const person = await world.visit('/calendar?view=list', asOwner)
  return person
}

function bigButton({ texts }: World, sheet: Locator): Locator {
  return sheet.getByRole('button', { name: new RegExp(`^${texts.composer.button.schedule('')}`) })
}

async function empty(world: World, person: Person): Promise<void> {
  const sheet = await openComposer(world, person)
  await sees(sheet.getByPlaceholder(world.texts.composer.placeholder))
  expect(await bigButton(world, sheet).isDisabled(), 'an empty post cannot be scheduled')
  await world.show(person, 'empty post')
}

async function tenMegabytes(world: World, { page }: Person): Promise<void> {
  const { pastedTooLong, understood } = world.texts.composer
  const sheet = page.getByRole('dialog')
  const started = Date.now()
  await textOf(world, sheet).evaluate((area) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'tea leaf '.repeat(Math.ceil(10_000_000 / 9)).slice(0, 10_000_000))
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await sees(sheet.getByText(pastedTooLong('20,000', '9,980,000')))
  expect(Date.now() - started < 10_000, 'ten megabytes do not hang the page')
  expect(await bigButton(world, sheet).isDisabled(), 'a post that is far too long cannot be scheduled')
  await sheet.getByRole('button', { name: understood }).click()
  await textOf(world, sheet).fill('Short again')
  await savedDraft(world, sheet)
  expect(await bigButton(world, sheet).isEnabled(), 'a short text can be scheduled again')
  await page.keyboard.press('Escape')
  await seesNoMore(sheet)
}

const naughty = [
  'right to left: \u202Egnirts ythguan\u202C',
  'zero\u200Bwidth\u200D and\u2060 joined',
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  'family 👨‍👩‍👧‍👦 flag 🏳️‍🌈 skin 👍🏽',
  `'; DROP TABLE publishing.post; -- "quoted" \\ \${7*7} {{7*7}}`,
  'Z̸̡͎a̶͇͝l̵̰̈́g̷̭̈́o̴̗͂ ﷽ 田中さん ٱلْعَرَبِيَّة',
]

async function writeNaughty(world: World, person: Person, text: string): Promise<void> {
  const sheet = await openComposer(world, person)
  await textOf(world, sheet).fill(text)
  await tells(sheet.getByRole('region', { name: world.texts.composer.preview.title }), text)
  await bigButton(world, sheet).click()
  await seesNoMore(sheet)
}

/** In the calendar's list, and each on its own page after a reload. */
async function showNaughty(world: World, person: Person): Promise<void> {
  const { page } = person
  for (const text of naughty) await tells(page.getByRole('main'), text)
  await world.show(person, 'naughty texts')
  const cards = page.getByRole('main').getByRole('button')
  for (const text of naughty) {
    await cards.filter({ hasText: text }).first().click()
    const panel = page.getByRole('dialog', { name: world.texts.post.title })
    await sees(panel)
    await page.reload()
    await tells(panel, text)
    await panel.getByRole('button', { name: world.texts.post.close }).click()
    await seesNoMore(panel)
  }
}

async function tells(place: Locator, text: string): Promise<void> {
  await until(`“${text}” as text`, 15, async () => (await place.textContent())?.includes(text) === true)
}

interface WrongFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
  readonly code: RefusalCode
}

async function wrongFiles(): Promise<readonly WrongFile[]> {
  const jpeg = await testImage({ width: 800, height: 600, noise: true })
  return [
    { name: 'renamed.png', mimeType: 'image/png', bytes: Buffer.from('Not a picture at all.\n'.repeat(50)), code: 'NOT_MEDIA' },
    { name: 'truncated.jpg', mimeType: 'image/jpeg', bytes: jpeg.subarray(0, jpeg.length / 2), code: 'NOT_AN_IMAGE' },
    { name: 'huge.png', mimeType: 'image/png', bytes: await hugeImage(), code: 'IMAGE_TOO_LARGE' },
    { name: 'drawing.png', mimeType: 'image/png', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), code: 'SVG' },
  ]
}

async function refuses(world: World, sheet: Locator, file: WrongFile): Promise<void> {
  const { images } = world.texts.composer
  const tile = sheet.getByRole('listitem', { name: images.image(1), exact: true })
  await addImage(world, sheet, file)
  await sees(tile.getByRole('alert').getByText(world.texts.errors.refusals[file.code]))
  same(await textOf(world, sheet).inputValue(), 'This text stays', `the text stays beside ${file.name}`)
  await tile.getByRole('button', { name: images.remove }).click()
  await seesNoMore(tile)
}

async function tooFull(world: World, person: Person): Promise<void> {
  person.watch.expect(/\b507\b/)
  const sheet = await openComposer(world, person)
  await textOf(world, sheet).fill('This text stays')
  const bytes = await testImage({ width: 1400, height: 1000, noise: true, format: 'png' })
  expect(bytes.length > 3_000_000, 'the image is larger than the disk')
  await addImage(world, sheet, { name: 'large.png', mimeType: 'image/png', bytes })
  await sees(sheet.getByRole('alert').getByText(world.texts.errors.refusals.NO_SPACE), 30)
  await savedDraft(world, sheet)
  same(await textOf(world, sheet).inputValue(), 'This text stays', 'the text is still there')
  await world.show(person, 'full disk')
}
