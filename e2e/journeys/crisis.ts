import { checkScreen } from '../support/check-screen.ts'
import { colleague, colleaguePassword } from '../support/colleague.ts'
import { same } from '../support/expect.ts'
import { pairs, usual } from '../support/looks.ts'
import { createPost, type Owner, setUpOwner } from '../support/owner.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { escaped, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const mei = { email: 'mei@ember.example', name: 'Mei' }
const sorry = 'We are sorry. Please bring the winter tea back.'
const advert = 'Winter tea, the best of the year'
const planned = 'Recipes for Sunday'

/** Two people rehearse, then it is real: all is held, one post goes out by both, a campaign comes down, and the rest is decided afterwards. */
export const crisis: Journey = {
  name: 'crisis: a rehearsal with two people, then a real one',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const networks = world.using(await openStandIns(['mastodon']))
    const { url } = await world.start({ ...networks.settings })
    const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei', language: world.look.language })
    const { account } = (await networks.connect(owner, 'tea')).get('mastodon') ?? {}
    const accountIds = account ? [account.id] : []
    const live = () =>
      networks
        .of('mastodon')
        .posts()
        .map(({ text }) => text)
    const later = await prepare(owner, accountIds)
    await until('the advertisement to be live', 60, () => live().includes(advert))
    const second = await colleague(owner, url, mei)
    await second.call('PATCH', '/me', { language: world.look.language })

    const first = await ownerAt(world, '/')
    const other = await world.visit('/crisis', { email: mei.email, password: colleaguePassword })
    await rehearse(world, first, other)
    await comesTrue(world, other, first)
    await world.database().pool.query('update publishing.delivery set due_at = now(), next_try_at = now() where post_id = $1', [later])
    await takeDown(world, other)
    await until('the advertisement to be down', 60, () => !live().includes(advert))
    await letPass(world, first, other)
    await until('the urgent post to be live', 60, () => live().some((text) => text.includes(sorry)))
    await decide(world, first)
    await until('what was held to be live', 60, () => live().includes(planned))
    same(live().length, 2, 'posts that are live')
  },
}

/** A live post under a campaign, a draft, and a post for next year. */
async function prepare(owner: Owner, accountIds: readonly string[]): Promise<string> {
  const { brandId } = owner
  const { id: campaignId } = await owner.call<{ id: string }>('POST', '/campaigns', { brandId, name: 'Winter teas', colour: 'plum' })
  const { id: postId } = await createPost(owner, { texts: [advert], accountIds: [...accountIds], when: { kind: 'now' } })
  await owner.call('PUT', `/posts/${postId}/organise`, { postId, campaignId, labelIds: [] })
  await createPost(owner, { texts: [sorry], accountIds: [...accountIds] })
  const local = `${Temporal.Now.plainDateISO('Asia/Taipei').add({ days: 300 }).toString()}T09:00`
  return (await createPost(owner, { texts: [planned], accountIds: [...accountIds], when: { kind: 'at', local } })).id
}

/** The way there takes two clicks at most; what one does the other sees, and nothing is held. */
async function rehearse(world: World, first: Person, other: Person): Promise<void> {
  const { crisis: words, frame } = world.texts
  const { page } = first
  const main = page.getByRole('navigation', { name: frame.mainNavigation })
  if (world.narrow) {
    await main.getByRole('link', { name: frame.more }).click()
    await page.getByRole('main').getByRole('link', { name: frame.crisis, exact: true }).click()
  } else await main.getByRole('link', { name: frame.crisis, exact: true }).click()
  await sees(page.getByText(words.calm, { exact: true }))
  await checkScreen(world, first, 'crisis, none')
  await page.getByRole('button', { name: words.rehearse, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: words.starting.rehearsal })
  await dialog.getByLabel(words.starting.reason).fill('As every autumn')
  await checkScreen(world, first, 'crisis, beginning')
  await dialog.getByRole('button', { name: words.starting.rehearse }).click()
  for (const person of [first, other]) await sees(banner(world, person).getByText(words.banner.rehearsal, { exact: true }))

  await banner(world, other).getByRole('link', { name: words.banner.open }).click()
  await other.page.getByRole('checkbox').first().click()
  await sees(page.getByText(new RegExp(escaped(words.steps.done(mei.name, '').trim()))))
  await checkScreen(world, first, 'crisis, rehearsal')
  await end(world, first)
  await seesNoMore(banner(world, other))
}

async function comesTrue(world: World, one: Person, other: Person): Promise<void> {
  const { crisis: words } = world.texts
  await walkTo(one, '/crisis')
  await one.page.getByRole('button', { name: words.begin, exact: true }).click()
  const dialog = one.page.getByRole('dialog', { name: words.starting.crisis })
  await dialog.getByLabel(words.starting.reason).fill('A batch of winter tea was spoilt')
  await dialog.getByRole('button', { name: words.starting.hold }).click()
  for (const person of [one, other]) await sees(banner(world, person).getByText(words.banner.real, { exact: true }))
}

async function takeDown(world: World, person: Person): Promise<void> {
  const { takeDowns: words } = world.texts.crisis
  const { page } = person
  await page.getByRole('combobox', { name: words.campaign }).click()
  await page.getByRole('option', { name: 'Winter teas' }).click()
  await page.getByRole('button', { name: words.act, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.act, exact: true }).click()
  await sees(page.getByRole('table', { name: 'Winter teas' }).getByRole('cell', { name: '1', exact: true }), 60)
}

/** One asks, and only the other may agree. */
async function letPass(world: World, one: Person, other: Person): Promise<void> {
  const { urgent: words, banner: mark } = world.texts.crisis
  const { page } = one
  await banner(world, one).getByRole('link', { name: mark.open }).click()
  await page.getByRole('button', { name: words.ask }).click()
  const dialog = page.getByRole('dialog', { name: words.asking })
  await dialog.getByRole('combobox', { name: words.post }).fill('sorry')
  await dialog.getByRole('option', { name: sorry }).click()
  await dialog.getByLabel(words.why).fill('People must know')
  await dialog.getByRole('button', { name: words.send }).click()
  await seesNoMore(dialog)
  await sees(page.getByText(words.waits, { exact: true }))
  await other.page.getByRole('button', { name: words.confirm }).click()
  await sees(page.getByText(words.confirmed(mei.name)))
  await checkScreen(world, one, 'crisis, one that stands')
}

async function decide(world: World, person: Person): Promise<void> {
  const { crisis: words } = world.texts
  const { page } = person
  await end(world, person)
  await seesNoMore(banner(world, person))
  await walkTo(person, '/')
  await sees(page.getByText(words.held.waiting('1')))
  await page.getByRole('link', { name: words.held.decide }).click()
  await sees(page.getByRole('link', { name: planned }))
  await page.getByRole('checkbox', { name: words.held.all }).click()
  await checkScreen(world, person, 'crisis, what waits')
  await page.getByRole('button', { name: words.held.publish }).click()
  const dialog = page.getByRole('dialog', { name: words.held.spreading.title('1') })
  await checkScreen(world, person, 'crisis, spreading')
  await dialog.getByRole('button', { name: words.held.spreading.publish, exact: true }).click()
  await seesNoMore(page.getByRole('link', { name: planned }))
  await walkTo(person, '/crisis/playbook')
  await sees(page.getByRole('button', { name: words.book.save }))
  await checkScreen(world, person, 'crisis, playbook')
  await page.getByRole('button', { name: words.book.save }).click()
  await sees(page.getByText(words.book.saved, { exact: true }))
}

async function end(world: World, { page }: Person): Promise<void> {
  const { one } = world.texts.crisis
  await page.getByRole('button', { name: one.end, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: one.end, exact: true }).click()
  await sees(page.getByText(one.endedNow, { exact: true }))
}

function banner({ texts }: World, { page }: Person) {
  return page.getByRole('complementary', { name: texts.crisis.banner.label })
}
