import { stories } from '../../src/modules/demo/stories.ts'
import { texts as sandboxTexts } from '../../src/sandbox/page-texts.ts'
import { checkScreen } from '../support/check-screen.ts'
import { expect } from '../support/expect.ts'
import { phone, usual } from '../support/looks.ts'
import { ownerLogin, setUpOwner } from '../support/owner.ts'
import { sees, seesNoMore, walkTo } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const home = 'Ember Tea House'

/** From an empty Hearth into a busy one, back home, and out again without a trace. */
export const demo: Journey = {
  name: 'demo: made on the first screen, looked around in and on its networks, removed in one action',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url, { language: world.look.language })
    const owner = await world.visit('/', asOwner)
    await offered(world, owner)
    await lookAround(world, owner)
    await lookThere(world, owner)
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
  const { now, house } = stories[look.language]
  await sees(page.getByRole('complementary', { name: texts.demo.mark }).getByText(texts.demo.markHint), 90)
  for (const [name, path] of [
    ['demo calendar week', '/calendar?view=week'],
    ['demo calendar month', '/calendar?view=month'],
    ['demo today', '/'],
    ['demo accounts', '/settings/accounts'],
    ['demo workspace', '/settings/workspace'],
    ['demo analytics', '/analytics'],
    ['demo breakdown', '/analytics/by?by=campaign'],
    ['demo links', '/links'],
    ['demo return', '/links/return'],
    ['demo unusual days', '/settings/announcing'],
    ['demo reports', '/analytics/reports'],
    ['demo brand rules', '/settings/voice'],
    ['demo saved answers', '/settings/saved-answers'],
    ['demo playbooks', '/settings/playbooks'],
  ] as const) {
    await page.goto(path)
    await checkScreen(world, owner, name)
    if (path === '/') await sees(page.getByText(now.parts[0] ?? ''))
    if (path === '/settings/voice') await sees(page.getByText(house.rules[0]?.name ?? ''))
  }
  await bestTimes(world, owner)
}

/** Enough was posted and read for Hearth to say when posts do best. */
async function bestTimes(world: World, owner: Person): Promise<void> {
  const { composer, cadence, time } = world.texts
  const { page } = owner
  await page.goto('/calendar?write=new')
  const sheet = page.getByRole('dialog')
  const accounts = sheet.getByRole('group', { name: composer.accounts.label }).getByRole('button')
  await sees(accounts)
  for (const account of (await accounts.all()).slice(0, 2)) await account.click()
  await page.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await sees(page.getByRole('group', { name: cadence.best.title }))
  await checkScreen(world, owner, 'demo best times')
  await page.keyboard.press('Escape')
}

/** The demo's networks as people see them: no stranger does, a member acts as a customer, and time moves. */
async function lookThere(world: World, owner: Person): Promise<void> {
  const stranger = await world.visit('/sandbox/')
  expect(!stranger.page.url().includes('sandbox'), 'a stranger is not shown the sandbox')
  await stranger.context.close()
  await owner.page.goto('/sandbox/')
  await sees(owner.page.getByText(stories[world.look.language].now.parts[0] ?? ''))
  await checkScreen(world, owner, 'sandbox')
  await actAsCustomer(world, owner)
  await moveTime(world, owner)
}

async function actAsCustomer(world: World, { page, ...person }: Person): Promise<void> {
  const words = sandboxTexts[world.look.language]
  await page.getByRole('link', { name: 'Bluesky', exact: true }).click()
  await checkScreen(world, { page, ...person }, 'sandbox, one network')
  await page.getByRole('article').first().getByRole('link', { name: words.replies }).click()
  await checkScreen(world, { page, ...person }, 'sandbox, a post')
  const answer = 'Two cups, please 🍵'
  await page.getByText(words.reply, { exact: true }).first().click()
  await page.getByLabel(words.replyText).first().fill(answer)
  await page.getByRole('button', { name: words.reply, exact: true }).first().click()
  await sees(page.getByText(answer))
  await page
    .getByRole('button', { name: new RegExp(`^${words.like}`) })
    .first()
    .click()
  await page.getByRole('article').first().locator('.names a').click()
  await checkScreen(world, { page, ...person }, 'sandbox, a profile')
}

async function moveTime(world: World, { page }: Person): Promise<void> {
  const words = sandboxTexts[world.look.language]
  const shown = async () => Date.parse((await page.locator('header time').getAttribute('datetime')) ?? '')
  const before = await shown()
  await page.getByRole('button', { name: words.day, exact: true }).click()
  const moved = (await shown()) - before
  expect(moved >= 86_400_000 && moved < 86_460_000, `a day forward moved time by ${moved} ms`)
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
  await Promise.all([page.waitForEvent('load'), page.getByRole('menuitemradio', { name: to }).click()])
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
  await walkTo({ page }, '/settings/profile')
  await sees(page.getByText(ownerLogin.name))
}
