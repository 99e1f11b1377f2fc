import { stories } from '../../src/modules/demo/stories.ts'
import { checkScreen } from '../support/check-screen.ts'
import { ownerLogin, setUpOwner } from '../support/owner.ts'
import { sees, seesNoMore } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const home = 'Ember Tea House'

/** From an empty Hearth into a busy one, back home, and out again without a trace. */
export const demo: Journey = {
  name: 'demo: made on the first screen, looked around in, removed in one action',
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url, { language: world.look.language })
    const owner = await world.visit('/', asOwner)
    await offered(world, owner)
    await lookAround(world, owner)
    await goHomeAndBack(world, owner)
    await remove(world, owner)
  },
}

async function offered(world: World, owner: Person): Promise<void> {
  const words = world.texts.demo
  const { page } = owner
  await sees(page.getByRole('heading', { name: words.offer }))
  await checkScreen(world, owner, 'demo offered')
  await page.getByRole('button', { name: words.make }).click()
  await sees(page.getByRole('progressbar', { name: words.making }))
  await sees(page.getByText(words.steps.pictures), 90)
  await world.show(owner, 'demo being made')
}

async function lookAround(world: World, owner: Person): Promise<void> {
  const { texts, look } = world
  const { page } = owner
  const { now } = stories[look.language]
  await sees(page.getByRole('complementary', { name: texts.demo.mark }).getByText(texts.demo.markHint), 90)
  await sees(page.getByText(now.parts[0] ?? ''))
  for (const [name, path] of [
    ['demo calendar week', '/calendar?view=week'],
    ['demo calendar month', '/calendar?view=month'],
    ['demo today', '/'],
    ['demo accounts', '/settings/accounts'],
    ['demo workspace', '/settings/workspace'],
  ] as const) {
    await page.goto(path)
    await checkScreen(world, owner, name)
  }
  await page.goto('/sandbox/')
  await sees(page.getByText(now.parts[0] ?? ''))
  await checkScreen(world, owner, 'demo networks')
}

async function goHomeAndBack(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { workspace } = stories[world.look.language]
  await page.goto('/')
  await switchTo(world, owner, { from: workspace, to: home })
  await sees(page.getByRole('heading', { name: world.texts.demo.ready }))
  await seesNoMore(page.getByText(world.texts.demo.markHint))
  await switchTo(world, owner, { from: home, to: workspace })
  await sees(page.getByText(world.texts.demo.markHint))
}

async function switchTo(world: World, { page }: Person, { from, to }: { from: string; to: string }): Promise<void> {
  await page.getByRole('button', { name: world.texts.frame.workspaceNow(from) }).click()
  await page.getByRole('menuitemradio', { name: to }).click()
  await sees(page.getByRole('button', { name: world.texts.frame.workspaceNow(to) }))
}

async function remove(world: World, owner: Person): Promise<void> {
  const words = world.texts.demo
  const { page } = owner
  await page.getByRole('complementary', { name: words.mark }).getByRole('button', { name: words.remove }).click()
  const question = page.getByRole('dialog', { name: words.removeAsk })
  await world.show(owner, 'demo removed, asked')
  await question.getByRole('button', { name: words.remove }).click()
  await sees(page.getByRole('heading', { name: words.offer }), 30)
  await seesNoMore(page.getByText(words.markHint))
  await page.goto('/settings/profile')
  await sees(page.getByText(ownerLogin.name))
}
