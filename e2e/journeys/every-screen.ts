import { checkScreen } from '../support/check-screen.ts'
import { allLooks, phone } from '../support/looks.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { sees, seesNoMore, walkTo } from '../support/steps.ts'
import { openTeaHouse, ownerAt } from '../support/tea-house.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** Every screen, empty and full: axe finds nothing, nothing scrolls sideways, nothing complains in the console. */
export const everyScreen: Journey = {
  name: 'every screen: nothing for axe to find',
  looks: { each: [phone], all: allLooks },
  run: async (world) => {
    const networks = world.using(await openStandIns())
    await world.start({ ...networks.settings })
    await outside(world)
    const { owner, livePostId, partlyPostId, plannedPostId, draftId } = await openTeaHouse(world, networks)
    await owner.call('PATCH', '/me', { language: world.look.language })
    const person = await ownerAt(world, '/')
    for (const [name, path] of [
      ...insideScreens,
      ['post that is live', `/posts/${livePostId}`],
      ['post that is planned', `/posts/${plannedPostId}`],
      ['post that is out in part', `/calendar?post=${partlyPostId}`],
    ] as const) {
      await walkTo(person, path)
      await checkScreen(world, person, name)
    }
    await planning(world, person)
    await composer(world, person, draftId)
    await palette(world, person)
    await person.page.goto('/api/docs')
    await checkScreen(world, person, 'API reference')
  },
}

const insideScreens = [
  ['today', '/'],
  ['calendar week', '/calendar?view=week'],
  ['calendar month', '/calendar?view=month'],
  ['calendar day', '/calendar?view=day'],
  ['evergreen posts', '/calendar/evergreen'],
  ['inbox', '/inbox'],
  ['analytics', '/analytics'],
  ['analytics, posts', '/analytics/posts'],
  ['analytics, breakdown', '/analytics/by?by=type'],
  ['analytics, compare', '/analytics/compare'],
  ['analytics, times', '/analytics/times'],
  ['analytics, audience', '/analytics/audience'],
  ['people', '/people'],
  ['links', '/links'],
  ['fields of people', '/settings/person-fields'],
  ['accounts', '/settings/accounts'],
  ['members', '/settings/members'],
  ['brand', '/settings/brand'],
  ['campaigns and labels', '/settings/campaigns'],
  ['links and parameters', '/settings/links'],
  ['rules', '/settings/rules'],
  ['playbooks', '/settings/playbooks'],
  ['workspace', '/settings/workspace'],
  ['profile', '/settings/profile'],
  ['API keys', '/settings/api-keys'],
  ['audit log', '/settings/audit'],
  ['about', '/settings/about'],
  ['no such page', '/nowhere'],
] as const

/** What people see who are not signed in, before there is an owner and after. */
async function outside(world: World): Promise<void> {
  const visitor = await world.visit('/')
  await sees(visitor.page.getByRole('button', { name: world.texts.teams.begin }))
  await checkScreen(world, visitor, 'set-up')
  for (const [name, path] of [
    ['sign-in', '/sign-in'],
    ['invitation that is over', '/invitation/unknown'],
    ['reset password', '/reset-password'],
  ] as const) {
    await visitor.page.goto(path)
    await checkScreen(world, visitor, name)
  }
  await visitor.context.close()
}

/** The list, narrowed while posts are chosen, and a note. */
async function planning(world: World, person: Person): Promise<void> {
  const { page } = person
  const { calendar, planning: words } = world.texts
  await walkTo(person, '/calendar?view=list')
  await checkScreen(world, person, 'calendar list')
  await page.getByRole('button', { name: calendar.addNote }).click()
  const note = page.getByRole('dialog', { name: words.note.add })
  await checkScreen(world, person, 'note')
  await page.keyboard.press('Escape')
  await seesNoMore(note)
  await walkTo(person, '/calendar?view=list&networks=["bluesky"]&states=["scheduled"]')
  await page.getByRole('button', { name: calendar.select }).click()
  await page.getByRole('button', { name: words.bulk.all }).click()
  await checkScreen(world, person, 'calendar list, posts chosen')
  await page.getByRole('button', { name: calendar.filtersOn(2) }).click()
  await sees(page.getByRole('group', { name: words.filters.states }))
  await checkScreen(world, person, 'calendar list, filters')
  await page.keyboard.press('Escape')
  await seesNoMore(page.getByRole('group', { name: words.filters.states }))
}

async function composer(world: World, { page, ...person }: Person, draftId: string): Promise<void> {
  const { composer: words } = world.texts
  const text = page.getByRole('dialog').getByLabel(words.text, { exact: true })
  await walkTo({ page }, '/calendar?write=new')
  await sees(text)
  await checkScreen(world, { page, ...person }, 'composer, empty')
  await walkTo({ page }, `/calendar?write=${draftId}`)
  await sees(text)
  await checkScreen(world, { page, ...person }, 'composer, four networks')
  await page.getByRole('tab', { name: /^X\b/ }).click()
  await sees(page.getByRole('group', { name: words.poll.title }))
  await checkScreen(world, { page, ...person }, 'composer, a network')
  await page.getByRole('button', { name: words.history.title, exact: true }).click()
  const history = page.getByRole('dialog', { name: words.history.title, exact: true })
  await history.getByRole('button', { expanded: false }).first().click()
  await checkScreen(world, { page, ...person }, 'composer, history')
}

async function palette(world: World, person: Person): Promise<void> {
  await walkTo(person, '/')
  await checkScreen(world, person, 'today, again')
  await person.page.keyboard.press('Control+k')
  await sees(person.page.getByRole('dialog'))
  await checkScreen(world, person, 'command palette')
}
