import type { Account } from '#contract/connections'
import type { Post } from '#contract/publishing'

import { expect, same } from '../support/expect.ts'
import { createPost, getPost, type Owner, setUpOwner } from '../support/owner.ts'
import { type Connected, openStandIns } from '../support/stand-ins.ts'
import { hears, sees, seesNoMore } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const zone = 'Asia/Taipei'
const first = '2027-03-02'
const plans = [
  { network: 'bluesky', text: 'Oolong week begins' },
  { network: 'bluesky', text: 'Oolong week goes on' },
  { network: 'bluesky', text: 'Oolong week ends' },
  { network: 'mastodon', text: 'Only for friends on Mastodon' },
]
const native = 'Written in the app, not in Hearth'
const [campaign, label, note] = ['Winter teas', 'Tips', 'Lantern Festival']

/** A full calendar: sorted, narrowed, noted, and changed many at a time. */
export const calendarMany: Journey = {
  name: 'calendar, many: campaigns, filters, notes, several posts at once, and what was published elsewhere',
  run: async (world) => {
    const networks = world.using(await openStandIns())
    const { url } = await world.start({ ...networks.settings })
    const owner = await setUpOwner(url, { timeZone: zone })
    networks.ago({ minutes: 5 }, () => {
      networks.of('mastodon').act({ kind: 'post', by: networks.profile('mastodon', 'embertea'), text: native })
    })
    const posts = await plan(owner, await networks.connect(owner, 'embertea'))
    const person = await world.visit('/settings/campaigns', asOwner)
    await makeCampaign(world, person)
    await person.page.goto(`/calendar?view=list&date=${first}`)
    await assign(world, person)
    await filter(world, person)
    await writeNote(world, person)
    await moveAndBack(world, person, { owner, posts })
    await deleteSome(world, person, { owner, posts })
    await publishedElsewhere(world, person)
  },
}

/** A post a day. */
async function plan(owner: Owner, connected: ReadonlyMap<string, Connected>): Promise<readonly Post[]> {
  const id = (network: string): Account['id'] => connected.get(network)?.account.id ?? ''
  return Promise.all(
    plans.map(({ network, text }, index) => {
      const day = Temporal.PlainDate.from(first).add({ days: index }).toString()
      return createPost(owner, { texts: [text], accountIds: [id(network)], when: { kind: 'at', local: `${day}T10:00` } })
    }),
  )
}

async function makeCampaign(world: World, { page, ...person }: Person): Promise<void> {
  const words = world.texts.strategy
  for (const [open, name, colour] of [
    [words.newCampaign, campaign, words.colours.plum],
    [words.newLabel, label, words.colours.olive],
  ] as const) {
    await page.getByRole('button', { name: open }).click()
    const form = page.getByRole('dialog', { name: open })
    await form.getByLabel(words.name).fill(name)
    await form.getByRole('radio', { name: colour }).check()
    await form.getByRole('button', { name: words.create }).click()
    await seesNoMore(form)
    await sees(page.getByRole('listitem').filter({ hasText: name }))
  }
  await world.show({ page, ...person }, 'campaigns and labels')
}

/** From the post's panel, without opening the composer. */
async function assign(world: World, person: Person): Promise<void> {
  const { page } = person
  const words = world.texts.strategy
  await line(person, 0).click()
  const panel = page.getByRole('dialog', { name: world.texts.post.title })
  await panel.getByRole('button', { name: words.choose }).click()
  await page.getByRole('combobox', { name: words.campaign }).click()
  await page.getByRole('option', { name: campaign }).click()
  await page.getByRole('combobox', { name: words.labels }).click()
  await page.getByRole('option', { name: label }).click()
  await page.keyboard.press('Escape')
  await sees(panel.getByText(campaign))
  await sees(panel.getByText(label))
  await world.show(person, 'post of a campaign')
  await panel.getByRole('button', { name: world.texts.post.close }).click()
  await sees(line(person, 0).getByText(campaign))
}

/** What is shown is in the address: it survives a reload, and one click leaves it. */
async function filter(world: World, person: Person): Promise<void> {
  const { page } = person
  const { calendar, planning } = world.texts
  const words = planning.filters
  await page.getByRole('button', { name: calendar.filters }).click()
  await page.getByRole('combobox', { name: words.campaigns }).click()
  await page.getByRole('option', { name: campaign }).click()
  await seesNoMore(line(person, 1))
  await world.show(person, 'filters')
  expect(page.url().includes('campaigns='), 'the filter is in the address')
  await page.reload()
  await sees(line(person, 0))
  same(await line(person, 1).count(), 0, 'the filter holds after a reload')
  await page.getByRole('button', { name: words.clear }).click()
  await sees(line(person, 3))
  await page.getByRole('button', { name: calendar.filters }).click()
  await page.getByRole('checkbox', { name: 'Mastodon' }).check()
  await page.keyboard.press('Escape')
  await seesNoMore(line(person, 0))
  await sees(line(person, 3))
  await page.getByRole('button', { name: words.without('Mastodon') }).click()
  await sees(line(person, 0))
}

async function writeNote(world: World, person: Person): Promise<void> {
  const { page } = person
  const words = world.texts.planning.note
  await page.getByRole('button', { name: world.texts.calendar.addNote }).click()
  const editor = page.getByRole('dialog', { name: words.add })
  await editor.getByLabel(words.text).fill(note)
  await editor.getByRole('radio', { name: world.texts.strategy.colours.rose }).check()
  await world.show(person, 'note')
  await editor.getByRole('button', { name: words.create }).click()
  await seesNoMore(editor)
  await sees(page.getByRole('button', { name: note }))
}

interface Planned {
  readonly owner: Owner
  readonly posts: readonly Post[]
}

async function moveAndBack(world: World, person: Person, { owner, posts }: Planned): Promise<void> {
  const { page } = person
  const words = world.texts.planning.bulk
  await page.getByRole('button', { name: world.texts.calendar.select }).click()
  await page.getByRole('button', { name: words.all }).click()
  await page.getByRole('button', { name: words.move, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: words.moveTitle(4) })
  await dialog.getByLabel(words.days).fill('1')
  await world.show(person, 'move several')
  await dialog.getByRole('button', { name: words.doMove(4) }).click()
  await hears(person, words.moved(4))
  same(
    await timesOf({ owner, posts }),
    ['2027-03-03T10:00', '2027-03-04T10:00', '2027-03-05T10:00', '2027-03-06T10:00'],
    'all are a day later',
  )
  await page.getByRole('button', { name: words.undo, exact: true }).click()
  await hears(person, words.back(4))
  same(await timesOf({ owner, posts }), ['2027-03-02T10:00', '2027-03-03T10:00', '2027-03-04T10:00', '2027-03-05T10:00'], 'all are back')
}

async function timesOf({ owner, posts }: Planned): Promise<readonly (string | undefined)[]> {
  const now = await Promise.all(posts.map(({ id }) => getPost(owner, id)))
  return now.map(({ planned }) => planned?.local)
}

/** A colleague changes one of them in the same moment: it stays, and is named with the reason. */
async function deleteSome(world: World, person: Person, { owner, posts }: Planned): Promise<void> {
  const { page } = person
  const { calendar, planning } = world.texts
  const words = planning.bulk
  const changed = posts[2]
  await page.getByRole('button', { name: calendar.select }).click()
  for (const index of [1, 2]) await page.getByRole('checkbox', { name: calendar.choosePost(plans[index]?.text ?? '') }).check()
  await page.route('**/publishing/removeMany*', async (route) => {
    const { id, revision, accountIds } = await getPost(owner, changed?.id ?? '')
    const content = { parts: [{ text: `${plans[2]?.text}, with cake`, media: [] }], languages: ['en'] }
    await owner.call('PUT', `/posts/${id}`, { postId: id, revision, content, accountIds })
    await route.continue()
  })
  await page
    .getByRole('region', { name: words.chosen(2) })
    .getByRole('button', { name: words.remove })
    .click()
  await page
    .getByRole('dialog', { name: words.removeAsk(2) })
    .getByRole('button', { name: words.remove })
    .click()
  const results = page.getByRole('dialog', { name: words.refused(1) })
  await sees(results.getByText(plans[2]?.text ?? ''))
  await world.show(person, 'what stayed')
  await hears(person, words.removed(1))
  await results.getByRole('button', { name: world.texts.ui.close }).click()
  await seesNoMore(line(person, 1))
  await page.getByRole('button', { name: words.done }).click()
}

/** What was written in the network's own app stands among the rest, with the way there. */
async function publishedElsewhere(world: World, person: Person): Promise<void> {
  const { page } = person
  const day = Temporal.Now.zonedDateTimeISO(zone).subtract({ minutes: 5 }).toPlainDate().toString()
  await page.goto(`/calendar?view=list&date=${day}`)
  const found = page.getByRole('link').filter({ hasText: native })
  await until('the post from the app to be on the calendar', 30, () => found.isVisible())
  await sees(found.getByText(world.texts.post.states.elsewhere))
  await world.show(person, 'published elsewhere')
}

function line({ page }: Person, index: number) {
  return page.getByRole('button').filter({ hasText: plans[index]?.text ?? '' })
}
