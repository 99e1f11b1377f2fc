import { texts } from '../../src/sandbox/page-texts.ts'
import { checkScreen } from '../support/check-screen.ts'
import { expect } from '../support/expect.ts'
import { pairs, usual } from '../support/looks.ts'
import { type Owner, setUpOwner } from '../support/owner.ts'
import { sees } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** The demo's networks as people see them: a member acts as a customer, and time moves. */
export const sandbox: Journey = {
  name: 'sandbox: what is live on the demo’s networks, and a customer who answers',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    await world.start()
    await makeDemo(await setUpOwner(world.hearth().url, { language: world.look.language }), world)
    const stranger = await world.visit('/sandbox/')
    expect(!stranger.page.url().includes('sandbox'), 'a stranger is not shown the sandbox')
    await stranger.context.close()
    const member = await ownerAt(world, '/sandbox/')
    await checkScreen(world, member, 'sandbox')
    await actAsCustomer(world, member)
    await moveTime(world, member)
  },
}

async function makeDemo(owner: Owner, world: World): Promise<void> {
  await owner.call('POST', '/demo', { language: world.look.language })
  await until('the demo to be ready', 120, async () => (await owner.call<{ state: string }>('GET', '/demo')).state === 'ready')
}

async function actAsCustomer(world: World, { page, ...person }: Person): Promise<void> {
  const words = texts[world.look.language]
  await page.getByRole('link', { name: 'Bluesky', exact: true }).click()
  await checkScreen(world, { page, ...person }, 'sandbox, one network')
  await page.getByRole('article').first().getByRole('link', { name: words.replies }).click()
  await checkScreen(world, { page, ...person }, 'sandbox, a post')
  const answer = `Two cups, please 🍵 ${world.look.width}`
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
  const words = texts[world.look.language]
  const shown = async () => Date.parse((await page.locator('header time').getAttribute('datetime')) ?? '')
  const before = await shown()
  await page.getByRole('button', { name: words.day, exact: true }).click()
  const moved = (await shown()) - before
  expect(moved >= 86_400_000 && moved < 86_460_000, `a day forward moved time by ${moved} ms`)
}
