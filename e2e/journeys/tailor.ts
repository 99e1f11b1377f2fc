import type { Locator } from 'playwright-core'

import { testImage } from '#testing/images'

import { texts as instagramTexts } from '../../src/networks/instagram/texts.ts'
import { texts as mastodonTexts } from '../../src/networks/mastodon/texts.ts'
import { sharedTexts } from '../../src/networks/texts.ts'
import { colleague } from '../support/colleague.ts'
import { same } from '../support/expect.ts'
import { type Owner, setUpOwner } from '../support/owner.ts'
import { type Connected, openStandIns } from '../support/stand-ins.ts'
import { addImage, describeImage, hears, savedDraft, sees, seesNoMore, textOf } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** Chinese counts double on X, and an address 23 wherever addresses are shortened. */
const common = '冬茶到了，週六來喝。 https://ember.tw/a-long-way-to-the-winter-oolong'
const counts = ['44 / 280', '34 / 500', '59 / 300', '59 / 2,200']
const onX = 'Winter oolong is here. '
const sentence = '烏龍茶要焙得慢，水也要燒得剛剛好。'
const onBluesky = sentence.repeat(20)
const options = ['Milk', 'No milk']
const warning = 'A tea house speaks'
const begun = '冬茶快到了。'

/** One text, said otherwise where a network wants it otherwise, and out on all four. */
export const tailor: Journey = {
  name: 'tailor: written once, fitted to four networks, and live on each as it was seen before',
  run: async (world) => {
    const networks = world.using(await openStandIns())
    const { url } = await world.start({ ...networks.settings })
    const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei' })
    const connected = await networks.connect(owner, 'embertea')
    const postId = await begunByColleague(owner, url, connected)
    const writer = await world.visit('/settings/brand', asOwner)
    await requireAltTexts(world, writer)
    await writer.page.goto(`/calendar?write=${postId}`)
    const sheet = writer.page.getByRole('dialog').filter({ has: writer.page.getByRole('tab') })
    await sees(sheet, 60)
    await writeForAll(world, writer, sheet)
    await keepInSight(world, writer)
    await ownTextOnX(world, writer, sheet)
    await pollOnX(world, writer, sheet)
    await warnOnMastodon(world, writer, sheet)
    await threadOnBluesky(world, writer, sheet)
    await lookBack(world, writer, sheet)
    await publishNow(world, writer, sheet)
    await judge(connected)
  },
}

async function begunByColleague(owner: Owner, url: string, connected: ReadonlyMap<string, Connected>): Promise<string> {
  const mei = await colleague(owner, url, { email: 'mei@ember.example', name: 'Mei' })
  const { id } = await mei.call<{ id: string }>('POST', '/posts', {
    brandId: owner.brandId,
    content: { parts: [{ text: begun, media: [] }], languages: ['zh-TW'] },
    accountIds: [...connected.values()].map(({ account }) => account.id),
  })
  return id
}

/** From now on nothing goes out that is not described. */
async function requireAltTexts(world: World, person: Person): Promise<void> {
  const { brand, save, saved } = world.texts.teams
  const { page } = person
  await page.getByRole('combobox', { name: brand.altTexts }).click()
  await page.getByRole('option', { name: brand.altTextsChoices.required }).click()
  await sees(page.getByText(brand.altTextsRequired))
  await world.show(person, 'tailor, alt text required')
  await page.getByRole('button', { name: save }).click()
  await hears(person, saved)
}

/** Every network counts in its own way, and says what it lacks, what it will change and what it costs. */
async function writeForAll(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { checks } = world.texts.composer
  const verdicts = sheet.getByRole('region', { name: checks.title })
  await textOf(world, sheet).fill(common)
  for (const count of counts) await sees(verdicts.getByText(count))
  await sees(tab(sheet, 'Instagram').getByLabel(checks.error))
  await sees(verdicts.getByText(checks.cost('X', 'US$0.20')))
  await addImage(world, sheet, { name: 'tea.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1600, height: 600 }) })
  await sees(verdicts.getByText(sharedTexts[world.look.language]['alt-required']))
  await sees(sheet.getByText(world.texts.composer.images.altRequired))
  await world.show(writer, 'tailor, not described')
  await describeImage(world, writer, { number: 1, alt: 'A cup of oolong' })
  await seesNoMore(verdicts.getByText(sharedTexts[world.look.language]['alt-required']))
  await seesNoMore(tab(sheet, 'Instagram').getByLabel(checks.error))
  await sees(verdicts.getByRole('heading', { name: checks.changes }))
  await sees(verdicts.getByText(instagramTexts[world.look.language]['image-cropped']))
  await sees(verdicts.getByText(checks.cost('X', 'US$0.205')))
  await world.show(writer, 'tailor, all')
}

async function keepInSight(world: World, { page, ...person }: Person): Promise<void> {
  const { focus, images } = world.texts.composer
  await page.getByRole('button', { name: `${focus.choose}: ${images.image(1)}` }).click()
  const editor = page.getByRole('dialog', { name: focus.title })
  await sees(editor.getByAltText(focus.cropped('Instagram')))
  const point = editor.getByRole('button', { name: focus.point(50, 50) })
  await point.press('Shift+ArrowLeft')
  await sees(editor.getByRole('button', { name: focus.point(40, 50) }))
  await world.show({ page, ...person }, 'tailor, focal point')
  await editor.getByRole('button', { name: focus.done }).click()
  await seesNoMore(editor)
}

/** From the first change on, X goes its own way; it can be led back, and that taken back. */
async function ownTextOnX(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { tabs, emoji } = world.texts.composer
  await tab(sheet, 'X').click()
  await sees(sheet.getByText(tabs.follows('X')))
  await textOf(world, sheet).fill(onX)
  await sheet.getByRole('button', { name: emoji.open }).click()
  await writer.page.getByLabel(emoji.search).fill('tea')
  await writer.page.getByLabel(emoji.search).press('Enter')
  await sees(sheet.getByText(tabs.own('X')))
  await tab(sheet, tabs.all).click()
  await sees(sheet.getByText(tabs.notReached('X', 1)))
  await textOf(world, sheet).press('End')
  await textOf(world, sheet).pressSequentially(' #茶')
  await tab(sheet, 'X').click()
  const own = await textOf(world, sheet).inputValue()
  same(own.startsWith(onX) && own.length > onX.length, true, `X keeps its own text with the emoji: “${own}”`)
  await sheet.getByRole('button', { name: tabs.followAgain }).click()
  await sees(sheet.getByText(tabs.follows('X')))
  same(await textOf(world, sheet).inputValue(), `${common} #茶`, 'X says again what all say')
  await writer.page.getByRole('button', { name: world.texts.ui.undo, exact: true }).click()
  await sees(sheet.getByText(tabs.own('X')))
  same(await textOf(world, sheet).inputValue(), own, 'the text of X is back')
}

async function pollOnX(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { poll, images, checks } = world.texts.composer
  await sheet.getByRole('button', { name: `${images.remove}: ${images.image(1)}` }).click()
  await sees(sheet.getByText(checks.cost('X', 'US$0.015')))
  await sheet.getByRole('button', { name: poll.attach }).click()
  await sees(tab(sheet, 'X').getByLabel(checks.error))
  for (const [index, option] of options.entries()) await sheet.getByRole('textbox', { name: poll.option(index + 1) }).fill(option)
  await seesNoMore(tab(sheet, 'X').getByLabel(checks.error))
  await world.show(writer, 'tailor, X')
}

async function warnOnMastodon(world: World, writer: Person, sheet: Locator): Promise<void> {
  await tab(sheet, 'Mastodon').click()
  await sheet.getByRole('textbox', { name: mastodonTexts[world.look.language]['setting.spoiler'] }).fill(warning)
  const preview = sheet.getByRole('region', { name: world.texts.composer.preview.title })
  await sees(preview.getByText(warning))
  await world.show(writer, 'tailor, Mastodon')
}

/** Too long for one post, it becomes a thread whose parts end where sentences end. */
async function threadOnBluesky(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { split, textOf: label } = world.texts.composer
  await tab(sheet, 'Bluesky').click()
  await textOf(world, sheet).fill(onBluesky)
  await sheet.getByRole('button', { name: split.split }).click()
  await hears(writer, split.done(2))
  for (const part of [1, 2]) {
    const text = await sheet.getByRole('textbox', { name: label(part, 2) }).inputValue()
    same(text.replaceAll(sentence, ''), '', `part ${part} is made of whole sentences`)
  }
  await world.show(writer, 'tailor, Bluesky')
}

/** What a colleague had written is still there, and looking at it costs nothing. */
async function lookBack(world: World, writer: Person, sheet: Locator): Promise<void> {
  const { history } = world.texts.composer
  await savedDraft(world, sheet)
  await sheet.getByRole('button', { name: history.title, exact: true }).click()
  const panel = writer.page.getByRole('dialog', { name: history.title, exact: true })
  await panel.getByRole('button', { name: /Mei/ }).click()
  await sees(panel.getByText(begun))
  await world.show(writer, 'tailor, history')
  await panel.getByRole('button', { name: history.restore }).click()
  await sees(textOf(world, sheet))
  same(await textOf(world, sheet).inputValue(), begun, 'the earlier version is back')
  await writer.page.getByRole('button', { name: world.texts.ui.undo, exact: true }).last().click()
  await sees(sheet.getByRole('textbox', { name: world.texts.composer.textOf(2, 2) }))
}

async function publishNow(world: World, { page }: Person, sheet: Locator): Promise<void> {
  const { composer, time } = world.texts
  await sheet.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await page.getByText(time.now, { exact: true }).click()
  await page.keyboard.press('Escape')
  await sheet.getByRole('button', { name: composer.button.publishMany(4) }).click()
  await seesNoMore(sheet)
}

/** The networks themselves say what they have. */
async function judge(connected: ReadonlyMap<string, Connected>): Promise<void> {
  const live = async (network: string, parts: number) => {
    const posts = await until(`${network} to have it`, 40, () => {
      const there = connected.get(network)?.live() ?? []
      return there.length >= parts && there
    })
    same(posts.length, parts, `${network} has it once`)
    return posts
  }
  const [bluesky, mastodon, x, instagram] = [
    await live('bluesky', 2),
    await live('mastodon', 1),
    await live('x', 1),
    await live('instagram', 1),
  ]
  same(bluesky.map(({ text }) => text).join(''), onBluesky, 'Bluesky has every sentence')
  same(bluesky[1]?.replyTo, bluesky[0]?.id, 'the second part answers the first')
  same(
    x[0]?.poll?.options.map(({ text }) => text),
    options,
    'X has the poll',
  )
  same(x[0]?.text.startsWith(onX.trim()), true, 'X has its own text')
  same([mastodon[0]?.warning, mastodon[0]?.images.length], [warning, 1], 'Mastodon has the warning and the image')
  same([instagram[0]?.text, instagram[0]?.images.length], [`${common} #茶`, 1], 'Instagram has the common text and the image')
}

function tab(sheet: Locator, name: string): Locator {
  return sheet.getByRole('tab', { name: new RegExp(`^${name}\\b|^${name}$`) })
}
