import { checkScreen } from '../support/check-screen.ts'
import { insideScreens } from '../support/inside-screens.ts'
import { allLooks, phone } from '../support/looks.ts'
import { numbersOf } from '../support/numbers-of.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { sees, seesNoMore, walkTo } from '../support/steps.ts'
import { openTeaHouse, ownerAt } from '../support/tea-house.ts'
import { type CameOfIt, whatCameOfIt } from '../support/what-came-of-it.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** Every screen, empty and full: axe finds nothing, nothing scrolls sideways, nothing complains in the console. */
export const everyScreen: Journey = {
  name: 'every screen: nothing for axe to find',
  looks: { each: [phone], all: allLooks },
  run: async (world) => {
    const networks = world.using(await openStandIns())
    await world.start({ ...networks.settings })
    await outside(world)
    const house = await openTeaHouse(world, networks)
    const { owner, draftId } = house
    await owner.call('PATCH', '/me', { language: world.look.language })
    const cameOfIt = await whatCameOfIt(owner, { postId: house.livePostId, accountId: house.accountId })
    const measuredId = await numbersOf(owner, 'The winter oolong')
    const person = await ownerAt(world, '/')
    for (const [name, path] of insideScreens({ ...house, ...cameOfIt, measuredId })) {
      await walkTo(person, path)
      await checkScreen(world, person, name)
    }
    await planning(world, person)
    await composer(world, person, draftId)
    await reports(world, person, cameOfIt)
    await palette(world, person)
    await person.page.goto('/api/docs')
    await checkScreen(world, person, 'API reference')
  },
}

/** What people see who are not signed in, before there is an owner and after. */
async function outside(world: World): Promise<void> {
  const visitor = await world.visit('/')
  await sees(visitor.page.getByRole('button', { name: world.texts.teams.begin }))
  await checkScreen(world, visitor, 'set-up')
  for (const [name, path] of [
    ['sign-in', '/sign-in'],
    ['invitation that is over', '/invitation/unknown'],
    ['guest link that is over', '/g/unknown'],
    ['reset password', '/reset-password'],
    ['one more step', '/sign-in/code'],
    ['set up two factors', '/two-factors'],
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
  await page.getByRole('button', { name: new RegExp(`^${world.texts.time.label}: `) }).click()
  await sees(page.getByRole('group', { name: world.texts.cadence.next }))
  await checkScreen(world, { page, ...person }, 'composer, free times')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /^X\b/ }).click()
  await sees(page.getByRole('group', { name: words.poll.title }))
  await checkScreen(world, { page, ...person }, 'composer, a network')
  await page.getByRole('button', { name: words.history.title, exact: true }).click()
  const history = page.getByRole('dialog', { name: words.history.title, exact: true })
  await history.getByRole('button', { expanded: false }).first().click()
  await checkScreen(world, { page, ...person }, 'composer, history')
}

/** When a report goes out and who may see it, and what a stranger sees of it. */
async function reports(world: World, person: Person, { reportId, runId, sharedPath }: CameOfIt): Promise<void> {
  const { page } = person
  const { reports: words } = world.texts
  await walkTo(person, '/analytics/reports')
  await page.getByRole('button', { name: words.newReport }).click()
  await sees(page.getByRole('dialog', { name: words.newReport }))
  await checkScreen(world, person, 'report, new')
  await page.keyboard.press('Escape')
  await walkTo(person, `/analytics/reports/${reportId}`)
  await page.getByRole('button', { name: words.schedule, exact: true }).click()
  await sees(page.getByRole('dialog', { name: words.plan.title }).getByRole('switch'))
  await checkScreen(world, person, 'report, schedule')
  await page.keyboard.press('Escape')
  await walkTo(person, `/analytics/reports/runs/${runId}`)
  await page.getByRole('button', { name: words.run.share }).click()
  await checkScreen(world, person, 'report, shared with')
  const stranger = await world.visit(sharedPath)
  await sees(stranger.page.getByRole('article'))
  await checkScreen(world, stranger, 'report that is shared')
  await stranger.context.close()
}

async function palette(world: World, person: Person): Promise<void> {
  await walkTo(person, '/')
  await checkScreen(world, person, 'today, again')
  await person.page.keyboard.press('Control+k')
  await sees(person.page.getByRole('dialog'))
  await checkScreen(world, person, 'command palette')
}
