import { z } from 'zod'

import type { TestAccount } from '#testing/bluesky'
import { testImage } from '#testing/images'

import { expect, same } from '../support/expect.ts'
import { pairs, phone } from '../support/looks.ts'
import {
  addImage,
  becomeOwner,
  chooseTime,
  describeImage,
  giveAppPassword,
  hears,
  openAppPassword,
  openComposer,
  savedDraft,
  sees,
  seesNoMore,
  textOf,
} from '../support/steps.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const zone = 'Asia/Taipei'
const words = { en: 'The first oolong of the winter is here 🍵', 'zh-TW': '今年冬天的第一批烏龍茶到了 🍵' }
const alt = 'A cup of tea on a wooden table'

/** From nothing to a post that is live, once, and then gone again. */
export const firstPost: Journey = {
  name: 'first post: from the first visit to a live post, and down again',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    await world.startWhole()
    const account = await world.account()
    const owner = await world.visit('/')
    await sees(owner.page.getByRole('heading', { name: world.texts.teams.setUp }))
    await world.show(owner, 'set-up')
    await becomeOwner(world, owner, zone)
    await connectAccount(world, owner, account)
    const text = `${words[world.look.language]} https://ember.example/tea #tea`
    await writeAndSchedule(world, owner, text)
    await findOnCalendar(world, owner)
    if (world.narrow) await publishNow(world, owner, account)
    await seeItLive(world, owner, { account, text })
    await takeDown(world, owner, account)
  },
}

async function connectAccount(world: World, owner: Person, account: TestAccount): Promise<void> {
  const { page } = owner
  await page.getByRole('button', { name: world.texts.connections.connect }).click()
  const guide = await openAppPassword(world, owner)
  await world.show(owner, 'connect')
  await giveAppPassword(world, guide, account)
  await hears(owner, world.texts.connections.ready(account.handle))
  await world.show(owner, 'accounts')
}

async function writeAndSchedule(world: World, owner: Person, text: string): Promise<void> {
  const sheet = await openComposer(world, owner)
  await textOf(world, sheet).fill(text)
  await addImage(world, sheet, { name: 'tea.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 2400, height: 1600 }) })
  await describeImage(world, owner, { number: 1, alt })
  await savedDraft(world, sheet)
  await sees(sheet.getByText(world.texts.composer.checks.good))
  if (!world.narrow) await chooseTime(world, owner, soon())
  await world.show(owner, 'composer')
  await sheet.getByRole('button', { name: startOf(world.texts.composer.button.schedule) }).click()
  await seesNoMore(sheet)
}

/** The next minute that leaves time to press the button. */
function soon(): string {
  const now = Temporal.Now.zonedDateTimeISO(zone)
  const next = now.add({ seconds: 75 }).round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return next.toPlainTime().toString({ smallestUnit: 'minute' })
}

async function findOnCalendar(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { frame, post } = world.texts
  await page.getByRole('navigation', { name: frame.mainNavigation }).getByRole('link', { name: frame.calendar }).click()
  await sees(page.getByText(words[world.look.language]))
  await world.show(owner, 'calendar')
  await page.getByText(words[world.look.language]).first().click()
  await sees(page.getByRole('dialog', { name: post.title }))
}

async function publishNow({ texts }: World, { page }: Person, { handle }: TestAccount): Promise<void> {
  const { actions, publishQuestion } = texts.post
  await page.getByRole('button', { name: actions.publishNow }).click()
  const question = page.getByRole('dialog', { name: publishQuestion(`@${handle}`) })
  await question.getByRole('button', { name: actions.publishNow }).click()
}

const Record = z.object({
  text: z.string(),
  facets: z.array(z.object({ features: z.array(z.object({ $type: z.string() })) })),
  embed: z.object({ images: z.array(z.object({ alt: z.string(), image: z.object({ size: z.number() }) })) }),
})

async function seeItLive(world: World, owner: Person, { account, text }: { account: TestAccount; text: string }): Promise<void> {
  const { post, settings } = world.texts
  const panel = owner.page.getByRole('dialog', { name: post.title })
  const link = panel.getByRole('link', { name: post.seeLive(world.bluesky.words.name) })
  await sees(link, 120)
  await world.show(owner, 'live')
  const posts = await account.posts()
  same(posts.length, 1, 'exactly one copy is live')
  const record = Record.parse(posts[0]?.value)
  same(record.text, text, 'the text arrived as it was written')
  same(
    record.facets.flatMap(({ features }) => features.map(({ $type }) => $type)),
    ['app.bsky.richtext.facet#link', 'app.bsky.richtext.facet#tag'],
    'link and tag are marked',
  )
  same(
    record.embed.images.map((image) => image.alt),
    [alt],
    'the image has its description',
  )
  const rkey = posts[0]?.uri.split('/').at(-1) ?? settings.title
  expect((await link.getAttribute('href'))?.endsWith(`/post/${rkey}`) === true, 'the link leads to the post')
}

async function takeDown(world: World, owner: Person, account: TestAccount): Promise<void> {
  const { post } = world.texts
  const { page } = owner
  await page.getByRole('button', { name: post.actions.takeDown }).click()
  await page
    .getByRole('dialog', { name: post.takeDownQuestion(1) })
    .getByRole('button', { name: post.actions.takeDown })
    .click()
  await sees(page.getByRole('dialog', { name: post.title }).getByText(post.states['taken-down']), 30)
  await until('the post to be gone from the server', 20, async () => (await account.posts()).length === 0)
}

/** The fixed beginning of a sentence with a time at its end or in its middle. */
function startOf(sentence: (when: string) => string): RegExp {
  const [before = '', after = ''] = sentence('\u0000').split('\u0000')
  return new RegExp(`^${before}.+${after}$`)
}
