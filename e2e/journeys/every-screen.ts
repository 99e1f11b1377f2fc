import { checkScreen } from '../support/check-screen.ts'
import { allLooks, phone, usual } from '../support/looks.ts'
import { sees } from '../support/steps.ts'
import { openTeaHouse, ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** Every screen, empty and full: axe finds nothing, nothing scrolls sideways, nothing complains in the console. */
export const everyScreen: Journey = {
  name: 'every screen: nothing for axe to find',
  looks: { each: [usual, phone], all: allLooks },
  run: async (world) => {
    await world.start()
    await outside(world)
    const { owner, livePostId, plannedPostId } = await openTeaHouse(world)
    await owner.call('PATCH', '/me', { language: world.look.language })
    await until(
      'the first post to be live',
      30,
      async () => (await owner.call<{ state: string }>('GET', `/posts/${livePostId}`)).state === 'published',
    )
    const person = await ownerAt(world, '/')
    for (const [name, path] of [
      ...insideScreens,
      ['post that is live', `/posts/${livePostId}`],
      ['post that is planned', `/posts/${plannedPostId}`],
    ] as const) {
      await person.page.goto(path)
      await checkScreen(world, person, name)
    }
    await composer(world, person, plannedPostId)
    await palette(world, person)
  },
}

const insideScreens = [
  ['today', '/'],
  ['calendar week', '/calendar?view=week'],
  ['calendar month', '/calendar?view=month'],
  ['calendar day', '/calendar?view=day'],
  ['calendar list', '/calendar?view=list'],
  ['accounts', '/settings/accounts'],
  ['members', '/settings/members'],
  ['brand', '/settings/brand'],
  ['workspace', '/settings/workspace'],
  ['profile', '/settings/profile'],
  ['API keys', '/settings/api-keys'],
  ['audit log', '/settings/audit'],
  ['about', '/settings/about'],
  ['API reference', '/api/docs'],
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

async function composer(world: World, person: Person, plannedPostId: string): Promise<void> {
  await person.page.goto('/calendar?write=new')
  await sees(person.page.getByRole('dialog').getByLabel(world.texts.composer.text, { exact: true }))
  await checkScreen(world, person, 'composer, empty')
  await person.page.goto(`/calendar?write=${plannedPostId}`)
  await sees(person.page.getByRole('dialog').getByLabel(world.texts.composer.text, { exact: true }))
  await checkScreen(world, person, 'composer, full')
}

async function palette(world: World, person: Person): Promise<void> {
  await person.page.goto('/')
  await checkScreen(world, person, 'today, again')
  await person.page.keyboard.press('Control+k')
  await sees(person.page.getByRole('dialog'))
  await checkScreen(world, person, 'command palette')
}
