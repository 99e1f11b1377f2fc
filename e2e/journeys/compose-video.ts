import type { Locator } from 'playwright-core'

import { film } from '#testing/film'

import { texts as youtubeTexts } from '../../src/networks/youtube/texts.ts'
import { same } from '../support/expect.ts'
import { phone, usual } from '../support/looks.ts'
import { setUpOwner } from '../support/owner.ts'
import { type Connected, openStandIns } from '../support/stand-ins.ts'
import { addImage, hears, savedDraft, sees, seesNoMore } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const said = 'How we roast our winter oolong.'
const networksOfIt = ['mastodon', 'threads', 'youtube']
const alt = 'Leaves turning in a roasting drum'

/** A film, cut and given a cover, as the post that each network knows. */
export const composeVideo: Journey = {
  name: 'compose video: a film is cut, given a cover and captions, and goes out as each network wants it',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const networks = world.using(await openStandIns(networksOfIt))
    const { url } = await world.start({ ...networks.settings })
    const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei', language: world.look.language })
    const connected = await networks.connect(owner, 'embertea')
    const accountIds = networksOfIt.flatMap((network) => connected.get(network)?.account.id ?? [])
    const { id } = await owner.call<{ id: string }>('POST', '/posts', {
      brandId: owner.brandId,
      content: { parts: [{ text: said, media: [] }], languages: ['en'] },
      accountIds,
    })
    const writer = await world.visit(`/calendar?write=${id}`, asOwner)
    const sheet = writer.page.getByRole('dialog').filter({ has: writer.page.getByRole('tab') })
    await addFilm(world, writer, sheet)
    await cutFilm(world, writer)
    await chooseKind(world, writer, sheet)
    await schedule(world, writer, sheet)
    await world.show(writer, 'compose video, calendar')
    await judge(connected)
  },
}

async function addFilm(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { images, checks } = world.texts.composer
  const bytes = await film({ seconds: 8, width: 640, height: 360, videoCodec: 'vp9', audio: true, container: 'webm' })
  await stopHalfway(world, writer, sheet, bytes)
  const tile = sheet.getByRole('listitem', { name: images.video(1) })
  await sees(tile)
  await sees(tile.getByRole('button', { name: images.altMissing }), 60)
  await sees(tile.getByText('0:08'))
  await sees(sheet.getByRole('region', { name: checks.title }).getByRole('heading', { name: checks.changes }))
  await world.show(writer, 'compose video, all')
}

/** The page is closed while the film is on its way; its place in the post waits for the same file, and no other. */
async function stopHalfway(world: World, { page, ...person }: Person, sheet: Locator, bytes: Uint8Array): Promise<void> {
  const { images } = world.texts.composer
  const roast = { name: 'roast.webm', mimeType: 'video/webm', buffer: Buffer.from(bytes) }
  const pieces = '**/api/uploads/*'
  await page.route(pieces, () => undefined)
  await Promise.all([page.waitForRequest(pieces, { timeout: 60_000 }), addImage(world, sheet, { ...roast, bytes })])
  await page.reload()
  await sees(sheet.getByText(images.stopped(0)))
  await page.unroute(pieces)
  await world.show({ page, ...person }, 'compose video, stopped')
  const again = page.locator(`input[type=file][aria-label="${images.chooseAgain(roast.name)}"]`)
  await again.setInputFiles({ ...roast, name: 'other.webm' })
  await sees(page.getByText(images.otherFile(roast.name)))
  await again.setInputFiles(roast)
  await seesNoMore(page.getByText(images.otherFile(roast.name)))
}

/** By keyboard and by numbers; the cover is a moment of what is left. */
async function cutFilm(world: World, writer: Person): Promise<void> {
  const { page } = writer
  const { video: words, images } = world.texts.composer
  await page.getByRole('button', { name: `${words.edit}: ${images.video(1)}` }).click()
  const editor = page.getByRole('dialog', { name: words.title, exact: true })
  await editor.getByRole('slider', { name: words.from }).press('Shift+ArrowRight')
  await sees(editor.getByText(words.kept('0:07.0', '0:08.0')))
  const end = editor.getByRole('textbox', { name: words.to })
  await end.fill('5.5')
  await end.press('Enter')
  await sees(editor.getByText(words.kept('0:04.5', '0:08.0')))
  await world.show(writer, 'compose video, trim')
  await editor.getByRole('tab', { name: words.cover }).click()
  await editor.getByText(words.coverMoment, { exact: true }).click()
  await editor.getByRole('slider', { name: words.coverMoment }).press('ArrowRight')
  await sees(editor.getByText(words.coverAt('0:00.1')))
  await world.show(writer, 'compose video, cover')
  await editor.getByRole('tab', { name: words.captions }).click()
  await page.locator('input[type=file][accept*=srt]').setInputFiles({
    name: 'roast.srt',
    mimeType: 'application/x-subrip',
    buffer: Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nThe drum is warm.\n'),
  })
  await sees(editor.getByText('roast.srt'), 30)
  await world.show(writer, 'compose video, captions')
  await editor.getByRole('tab', { name: words.alt }).click()
  await editor.getByRole('textbox', { name: images.altTitle }).fill(alt)
  await editor.getByRole('tab', { name: words.focus }).click()
  await world.show(writer, 'compose video, in sight')
  await editor.getByRole('button', { name: images.done, exact: true }).click()
  await seesNoMore(editor)
  await sees(page.getByRole('listitem', { name: images.video(1) }).getByText('0:05'))
}

/** What the post is on YouTube decides what can be chosen there. */
async function chooseKind(world: World, writer: Person, sheet: Locator): Promise<void> {
  const words = youtubeTexts[world.look.language]
  await sheet.getByRole('tab', { name: /^YouTube/ }).click()
  await sheet.getByText(words['setting.kind.short'], { exact: true }).click()
  await sheet.getByRole('textbox', { name: words['setting.title'] }).fill('Roasting winter oolong')
  await world.show(writer, 'compose video, YouTube')
  await sheet.getByRole('combobox', { name: words['setting.visibility'] }).selectOption('private')
  await seesNoMore(sheet.getByLabel(words['setting.notify']))
}

async function schedule(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { composer, time } = world.texts
  await savedDraft(world, sheet)
  await sheet.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await writer.page.getByText(time.now, { exact: true }).click()
  await writer.page.keyboard.press('Escape')
  await sheet.getByRole('button', { name: composer.button.publishMany(networksOfIt.length) }).click()
  await hears(writer, composer.did.publishing)
  await seesNoMore(sheet)
}

/** The networks themselves say what they have. */
async function judge(connected: ReadonlyMap<string, Connected>): Promise<void> {
  for (const network of networksOfIt) {
    const posts = await until(`${network} to have it`, 90, () => {
      const there = connected.get(network)?.live() ?? []
      return there.length > 0 && there
    })
    same(posts.length, 1, `${network} has it once`)
  }
}
