import type { Locator } from 'playwright-core'

import { expect } from '../support/expect.ts'
import { connectBluesky, getPost, setUpOwner, type Owner } from '../support/owner.ts'
import { savedDraft, sees, seesNoMore } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const zone = 'Asia/Taipei'
const text = 'Typed without a mouse'

/** From the first word to a plan and back to a draft, with nothing but keys. */
export const keyboard: Journey = {
  name: 'keyboard: written, planned, opened and taken back without a mouse',
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: zone })
    const account = await world.account()
    await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const person = await world.visit('/calendar?view=list', asOwner)
    await sees(person.page.getByRole('banner').getByRole('button', { name: world.texts.frame.write }))
    await write(world, person)
    const postId = await schedule(world, person, owner)
    await open(world, person)
    await takeBack(world, person)
    await until('the post to be a draft', 10, async () => (await getPost(owner, postId)).state === 'draft')
  },
}

async function write(world: World, { page, ...rest }: Person): Promise<void> {
  const { frame, composer } = world.texts
  await goTo(page, page.getByRole('banner').getByRole('button', { name: frame.write, exact: true }))
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  const field = sheet.getByRole('textbox', { name: composer.text, exact: true })
  await until('the text to have the focus', 10, () => hasFocus(field))
  await page.keyboard.type(text)
  await savedDraft(world, sheet)
  await world.show({ page, ...rest }, 'written by keyboard')
}

/** The time is typed into its field; Ctrl+Enter does what the one button does. */
async function schedule(world: World, { page }: Person, owner: Owner): Promise<string> {
  const { time } = world.texts
  const { button } = world.texts.composer
  await goTo(page, page.getByRole('button', { name: new RegExp(`^${time.label}: `) }))
  await page.keyboard.press('Enter')
  const field = page.getByLabel(time.time, { exact: true })
  await sees(field)
  await goTo(page, field)
  const later = Temporal.Now.zonedDateTimeISO(zone).add({ hours: 2 })
  await field.fill(later.toPlainTime().toString({ smallestUnit: 'minute' }))
  await page.keyboard.press('Escape')
  await seesNoMore(field)
  const sheet = page.getByRole('dialog')
  await sees(sheet.getByRole('button', { name: new RegExp(`^${button.schedule('')}`) }))
  await page.keyboard.press('Control+Enter')
  await seesNoMore(sheet)
  const { posts } = await owner.call<{ posts: { id: string }[] }>(
    'GET',
    `/posts?brandId=${owner.brandId}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`,
  )
  const post = await getPost(owner, posts[0]?.id ?? '')
  expect(posts.length === 1 && post.state === 'scheduled', 'Ctrl+Enter planned the post')
  return post.id
}

async function open(world: World, { page }: Person): Promise<void> {
  const card = page.getByRole('main').getByRole('button').filter({ hasText: text })
  await sees(card)
  await goTo(page, card)
  await page.keyboard.press('Enter')
  await sees(page.getByRole('dialog', { name: world.texts.post.title }))
}

async function takeBack(world: World, { page }: Person): Promise<void> {
  const { actions, done, title, states } = world.texts.post
  const panel = page.getByRole('dialog', { name: title })
  const button = panel.getByRole('button', { name: actions.unschedule })
  await sees(button)
  await goTo(page, button)
  await page.keyboard.press('Enter')
  await sees(page.getByText(done.unscheduled))
  await sees(panel.getByText(states.draft))
  await page.keyboard.press('Escape')
  await seesNoMore(panel)
}

/** Tab by Tab, as far as a person would go before giving up. */
async function goTo(page: Person['page'], place: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await hasFocus(place)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${place.toString()}`)
}

async function hasFocus(place: Locator): Promise<boolean> {
  const [element] = await place.all()
  return element !== undefined && (await element.evaluate((each) => each === document.activeElement))
}
