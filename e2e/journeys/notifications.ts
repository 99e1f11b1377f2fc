import { checkScreen } from '../support/check-screen.ts'
import { expect, same } from '../support/expect.ts'
import { allLooks, phone } from '../support/looks.ts'
import { setUpOwner } from '../support/owner.ts'
import { sees } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** How notices come, kept as it is chosen; and a channel that cannot be reached, which the page says. */
export const notifications: Journey = {
  name: 'notifications: a person says how and when, and a channel is told',
  looks: { each: [phone], all: allLooks },
  run: async (world) => {
    const { url } = await world.start()
    const api = await setUpOwner(url)
    await api.call('PATCH', '/me', { language: world.look.language })
    const owner = await world.visit('/settings/notifications', asOwner)
    await choose(world, owner)
    await channels(world, owner)
  },
}

async function choose(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const words = world.texts.choices
  const missed = page.getByRole('group', { name: words.kinds['post-missed'] })
  await sees(missed)
  await checkScreen(world, owner, 'notifications')
  await missed.getByRole('combobox').selectOption('daily')
  await page.getByRole('switch', { name: words.quiet }).check()
  await sees(page.getByLabel(words.from, { exact: true }))
  await checkScreen(world, owner, 'notifications with quiet hours')
  await page.reload()
  await sees(missed)
  same(await missed.getByRole('combobox').inputValue(), 'daily', 'the daily letter is kept')
  same(await page.getByLabel(words.to, { exact: true }).inputValue(), '07:30', 'the quiet hours are kept')
  // A crisis cannot wait for a day.
  const crisis = page.getByRole('group', { name: words.kinds['crisis-began'] }).getByRole('combobox')
  same(await crisis.locator('option').count(), 2, 'a crisis comes at once or not at all')
}

async function channels(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const words = world.texts.hooks
  await page.goto('/settings/hooks')
  await sees(page.getByText(words.none))
  await checkScreen(world, owner, 'channels, none')
  await page.getByRole('button', { name: words.add }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(words.name, { exact: true }).fill('#tea-alerts')
  await form.getByLabel(words.address).fill('https://tea.example/services/T0TEA/B0TEA/abcdefgh12345678')
  await form.getByRole('button', { name: words.add }).click()
  await sees(form.getByText(world.texts.errors.refusals.HOOK_ADDRESS_WRONG))
  await checkScreen(world, owner, 'channel, wrong address')
  await form.getByLabel(words.address).fill('https://hooks.slack.com/services/T0TEA/B0TEA/abcdefgh12345678')
  await form.getByRole('button', { name: words.add }).click()
  const row = page.getByRole('listitem').filter({ hasText: '#tea-alerts' })
  await sees(row)
  await checkScreen(world, owner, 'channels')
  expect(!(await page.content()).includes('abcdefgh12345678'), 'the address is not shown again')
}
