import { same } from '../support/expect.ts'
import { connectBluesky, createPost, getPost, setUpOwner, type Owner } from '../support/owner.ts'
import { dragUnder } from '../support/plan-by-hand.ts'
import { hears, sees, seesNoMore, textOf, walkTo } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const zone = 'America/New_York'

/** Moving a post by its card, and the two nights of the year on which the clock is difficult. */
export const calendar: Journey = {
  name: 'calendar: a post is dragged to another day, and clock changes are explained',
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: zone })
    const account = await world.account()
    const { id } = await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const post = await createPost(owner, { texts: ['Winter teas'], accountIds: [id], when: { kind: 'at', local: '2027-01-12T10:00' } })
    const person = await world.visit('/calendar?view=week&date=2027-01-12', asOwner)
    await drag(world, person, { owner, postId: post.id })
    await skippedTime(world, person)
    await repeatedTime(world, person, owner)
  },
}

async function drag(world: World, person: Person, { owner, postId }: { owner: Owner; postId: string }): Promise<void> {
  const { page } = person
  const card = page.getByRole('button').filter({ hasText: 'Winter teas' })
  await sees(card)
  await dragUnder(person, card, page.getByRole('columnheader').filter({ hasText: '13' }))
  await hears(person, world.texts.calendar.moved('Wed 13 Jan, 10:00'))
  await until('the plan to be moved', 10, async () => (await getPost(owner, postId)).planned?.local === '2027-01-13T10:00')
  await world.show(person, 'dragged')
  await page.getByRole('button', { name: world.texts.calendar.undo }).click()
  await hears(person, world.texts.calendar.movedBack('Tue 12 Jan, 10:00'))
  await until('the plan to be back', 10, async () => (await getPost(owner, postId)).planned?.local === '2027-01-12T10:00')
}

async function skippedTime(world: World, person: Person): Promise<void> {
  const { page } = person
  const { time } = world.texts
  const { button } = world.texts.composer
  await walkTo({ page }, '/calendar?write=new&start=2027-03-14T02:30')
  const sheet = page.getByRole('dialog').first()
  await textOf(world, sheet).fill('Good morning')
  await page.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await hears(person, time.skipped('02:30', '03:30'))
  await world.show(person, 'skipped time')
  await page.getByRole('button', { name: time.take('03:30') }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: button.schedule('Sun 14 Mar, 03:30') }).click()
  await seesNoMore(sheet)
}

async function repeatedTime(world: World, person: Person, owner: Owner): Promise<void> {
  const { page } = person
  const { time } = world.texts
  const { button } = world.texts.composer
  await walkTo({ page }, '/calendar?write=new&start=2027-11-07T01:30')
  const sheet = page.getByRole('dialog').first()
  await textOf(world, sheet).fill('One o’clock, twice')
  await page.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await hears(person, time.twice('01:30'))
  await world.show(person, 'repeated time')
  await page.getByRole('button', { name: time.second('UTC-05:00') }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: button.schedule('Sun 7 Nov, 01:30') }).click()
  await seesNoMore(sheet)
  const { posts } = await owner.call<{ posts: { firstLine: string; planned?: { at: string } }[] }>(
    'GET',
    `/posts?brandId=${owner.brandId}&from=2027-11-07T00:00:00Z&to=2027-11-08T00:00:00Z`,
  )
  same(
    posts.map(({ planned }) => planned?.at),
    ['2027-11-07T06:30:00.000Z'],
    'the second of the two times is planned',
  )
}
