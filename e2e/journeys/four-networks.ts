import type { Locator } from 'playwright-core'

import { drawPicture } from '../../src/modules/demo/draw-picture.ts'
import { texts as instagram } from '../../src/networks/instagram/texts.ts'
import { texts as mastodon } from '../../src/networks/mastodon/texts.ts'
import { sharedTexts } from '../../src/networks/texts.ts'
import { texts as sandboxTexts } from '../../src/sandbox/page-texts.ts'
import { formatIn } from '../../src/web/language/format.ts'
import { checkScreen } from '../support/check-screen.ts'
import { expect, same } from '../support/expect.ts'
import { phone, usual } from '../support/looks.ts'
import { dragUnder, pickTime } from '../support/plan-by-hand.ts'
import { answerThere, follow, postsSaying } from '../support/sandbox-page.ts'
import { addImage, becomeOwner, describeImage, hears, openComposer, savedDraft, sees, seesNoMore, textOf } from '../support/steps.ts'
import { winters } from '../support/winter-texts.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** The zone of the journey's browser, which the demo takes over. */
const zone = 'Europe/Berlin'
const names = ['Bluesky', 'Instagram', 'Mastodon', 'X'] as const

/** What Hearth is for, in one go: from the first visit to a post that is live on four networks, was answered, and is gone again. */
export const fourNetworks: Journey = {
  name: 'four networks: a demo, one post tailored for each, moved, live, answered by a customer, taken down',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    await world.start()
    const owner = await world.visit('/')
    await enterDemo(world, owner)
    await write(world, owner)
    await tailor(world, owner)
    await schedule(world, owner)
    await move(world, owner)
    await publish(world, owner)
    const visitor = await lookThere(world, owner)
    await seeItOnFour(world, visitor)
    await answer(world, visitor)
    await takeDown(world, owner)
    await seeItGone(world, visitor)
  },
}

/** The first visitor becomes the owner, is offered a demo, and finds themselves in it. */
async function enterDemo(world: World, owner: Person): Promise<void> {
  const words = world.texts.demo
  const { page } = owner
  await checkScreen(world, owner, 'four networks 1, set-up')
  await becomeOwner(world, owner, zone)
  await sees(page.getByRole('heading', { name: words.offer }))
  await checkScreen(world, owner, 'four networks 2, demo offered')
  await page.getByRole('button', { name: words.make }).click()
  await sees(page.getByRole('progressbar', { name: words.making }))
  await sees(page.getByRole('complementary', { name: words.mark }).getByText(words.markHint), 120)
  await checkScreen(world, owner, 'four networks 3, demo')
}

/** One text for all four. */
async function write(world: World, owner: Person): Promise<void> {
  const sheet = await openComposer(world, owner)
  await textOf(world, sheet).fill(winters[world.look.language].all)
  const accounts = sheet.getByRole('group', { name: world.texts.composer.accounts.label }).getByRole('button')
  await sees(accounts.nth(names.length - 1))
  same(await accounts.count(), names.length, 'the demo has an account on each network')
  for (const account of await accounts.all()) await account.click()
  // Written for all, it does not suit all yet.
  await sees(sheet.getByText(instagram[world.look.language]['image-needed']))
}

/** A warning on Mastodon, fewer words on X, a picture and hashtags on Instagram; Bluesky gets what all get. */
async function tailor(world: World, owner: Person): Promise<void> {
  const { language } = world.look
  const words = winters[language]
  const sheet = composerOf(world, owner)
  await openTab(sheet, 'Mastodon')
  await sheet.getByLabel(mastodon[language]['setting.spoiler'], { exact: true }).fill(words.warning)
  await openTab(sheet, 'X')
  await textOf(world, sheet).fill(words.x)
  await openTab(sheet, 'Instagram')
  await textOf(world, sheet).fill(words.instagram)
  const bytes = await drawPicture({ scene: 'table', light: 'rose' }, 1440)
  await addImage(world, sheet, { name: 'tasting.jpg', mimeType: 'image/jpeg', bytes })
  await describeImage(world, owner, { number: 1, alt: words.alt })
  await sees(sheet.getByText(world.texts.composer.checks.good))
  await savedDraft(world, sheet)
  await checkScreen(world, owner, 'four networks 4, tailored')
}

function composerOf({ texts }: World, { page }: Person): Locator {
  return page.getByRole('dialog').filter({ has: page.getByLabel(texts.composer.text, { exact: true }) })
}

async function openTab(sheet: Locator, network: string): Promise<void> {
  await sheet.getByRole('tab', { name: new RegExp(`^${network}\\b`) }).click()
}

/** For a Monday, on which the tea house is closed and nothing else is planned. */
async function schedule(world: World, owner: Person): Promise<void> {
  const { composer, time } = world.texts
  const sheet = composerOf(world, owner)
  await owner.page.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await pickTime(world, owner, monday())
  await owner.page.keyboard.press('Escape')
  await sheet.getByRole('button', { name: composer.button.scheduleMany(names.length, inWords(world, monday())) }).click()
  await seesNoMore(sheet)
}

function monday(): Temporal.PlainDateTime {
  const today = Temporal.Now.plainDateISO(zone)
  return today.add({ days: 8 - today.dayOfWeek }).toPlainDateTime('10:00')
}

function inWords({ look }: World, at: Temporal.PlainDateTime): string {
  return formatIn(look.language, zone).dateTime(at.toZonedDateTime(zone).toInstant().toString())
}

/** To Tuesday: by its card where there is room for a week, else by the button that moves. */
async function move(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const tuesday = monday().add({ days: 1 })
  await page.goto(`/calendar?view=week&date=${monday().toPlainDate().toString()}`)
  const card = page.getByRole('button').filter({ hasText: firstWords(world) })
  await sees(card)
  if (world.narrow) await moveByButton(world, owner, { card, to: tuesday })
  else await dragUnder(owner, card, page.locator(`[role=columnheader][data-date="${tuesday.toPlainDate().toString()}"]`))
  await hears(owner, world.texts.calendar.moved(inWords(world, tuesday)))
  if (!world.narrow) await checkScreen(world, owner, 'four networks 5, moved')
}

function firstWords({ look }: World): string {
  return winters[look.language].all.slice(0, 12)
}

async function moveByButton(world: World, owner: Person, { card, to }: { card: Locator; to: Temporal.PlainDateTime }): Promise<void> {
  const { calendar, post } = world.texts
  await card.first().click()
  await panelOf(world, owner).getByRole('button', { name: post.actions.move, exact: true }).click()
  const dialog = owner.page.getByRole('dialog', { name: calendar.moveTitle })
  await pickTime(world, owner, to)
  await checkScreen(world, owner, 'four networks 5, moving')
  await dialog.getByRole('button', { name: calendar.move(inWords(world, to)) }).click()
  await seesNoMore(dialog)
}

function panelOf({ texts }: World, { page }: Person): Locator {
  return page.getByRole('dialog', { name: texts.post.title })
}

/** Not to wait until Tuesday. */
async function publish(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { actions, publishExplanation, seeLive } = world.texts.post
  const panel = panelOf(world, owner)
  if (!(await panel.isVisible()))
    await page
      .getByRole('button')
      .filter({ hasText: firstWords(world) })
      .first()
      .click()
  await panel.getByRole('button', { name: actions.publishNow }).click()
  const question = page.getByRole('dialog').filter({ hasText: publishExplanation })
  await question.getByRole('button', { name: actions.publishNow }).click()
  for (const name of names) await sees(panel.getByRole('link', { name: seeLive(name) }), 60)
  await checkScreen(world, owner, 'four networks 6, live')
}

/** By the way that the post itself shows. */
async function lookThere(world: World, owner: Person): Promise<Person> {
  const link = panelOf(world, owner).getByRole('link', { name: world.texts.post.seeLive('Bluesky') })
  const visitor = await follow(owner, link)
  await sees(visitor.page.getByText(winters[world.look.language].all))
  return visitor
}

/** On each network's own page: there once, and in the words that were meant for it. */
async function seeItOnFour(world: World, visitor: Person): Promise<void> {
  const { language } = world.look
  const words = winters[language]
  const bluesky = await thereOnce(visitor, 'bluesky', words.all)
  same(await bluesky.locator('.pictures img').count(), 0, 'Bluesky got no picture')
  const toot = await thereOnce(visitor, 'mastodon', words.all)
  await sees(toot.getByText(sandboxTexts[language].warning.replace('{warning}', words.warning)))
  await thereOnce(visitor, 'x', words.x)
  const photo = await thereOnce(visitor, 'instagram', words.instagram.split('\n')[0] ?? '')
  await sees(photo.locator('.pictures img'))
}

async function thereOnce(visitor: Person, network: string, words: string): Promise<Locator> {
  const posts = await postsSaying(visitor, { network, words })
  same(await posts.count(), 1, `it is on ${network} once`)
  return posts
}

async function answer(world: World, visitor: Person): Promise<void> {
  const words = winters[world.look.language]
  const post = await thereOnce(visitor, 'bluesky', words.all)
  await answerThere(world, visitor, { post, answer: words.answer })
  await checkScreen(world, visitor, 'four networks 7, answered')
}

/** With a result for each: deleted on three; where nobody may delete from outside, the way to the post and what to do there. */
async function takeDown(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { post } = world.texts
  const panel = panelOf(world, owner)
  await panel.getByRole('button', { name: post.actions.takeDown, exact: true }).click()
  const question = page.getByRole('dialog', { name: post.takeDownQuestion(names.length) })
  await checkScreen(world, owner, 'four networks 8, taking down')
  await question.getByRole('button', { name: post.actions.takeDown, exact: true }).click()
  const results = page.getByRole('dialog', { name: post.takeDownResults })
  for (const name of names) {
    const state = name === 'Instagram' ? 'needs-a-person' : 'taken-down'
    await sees(
      results
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`[(（]${name}[)）]`) })
        .getByText(post.deliveryStates[state]),
      30,
    )
  }
  await sees(results.getByText(sharedTexts[world.look.language]['delete-by-hand']))
  await checkScreen(world, owner, 'four networks 9, taken down')
  await results.getByRole('button', { name: world.texts.ui.close, exact: true }).last().click()
  const address = (await panel.getByRole('link', { name: post.seeLive('Instagram') }).getAttribute('href')) ?? ''
  expect(address.includes('/sandbox/instagram/'), `the way to the post on Instagram leads to ${address}`)
  await sees(panel.getByRole('button', { name: post.decisions['mark-taken-down'] }))
}

async function seeItGone(world: World, visitor: Person): Promise<void> {
  const words = winters[world.look.language]
  for (const network of ['bluesky', 'mastodon', 'x']) {
    const left = await postsSaying(visitor, { network, words: network === 'x' ? words.x : words.all })
    same(await left.count(), 0, `it is gone from ${network}`)
  }
  await thereOnce(visitor, 'instagram', words.instagram.split('\n')[0] ?? '')
}
