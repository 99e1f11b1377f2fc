import type { TestAccount } from '#testing/bluesky'

import { setUpOwner } from '../support/owner.ts'
import { hears, sees } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** Connecting through the network's own pages: approved, denied, and an answer that belongs to nobody. */
export const signInThere: Journey = {
  name: 'sign-in there: OAuth on the server’s own pages, approved, denied and mixed up',
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url)
    const account = await world.account()
    const owner = await world.visit('/settings/accounts', asOwner)
    await goThere(world, owner, account)
    await deny(world, owner)
    await owner.page.getByRole('link', { name: world.texts.connections.toAccounts }).click()
    await goThere(world, owner, account)
    await approve(owner, account)
    await hears(owner, world.texts.connections.ready(account.handle), 30)
    await owner.page.goto('/oauth/bluesky/callback?state=of-somebody-else&code=abc&iss=http%3A%2F%2Flocalhost')
    await sees(owner.page.getByRole('heading', { name: world.texts.connections.failed }))
    await world.show(owner, 'sign-in mixed up')
  },
}

async function goThere(world: World, { page }: Person, account: TestAccount): Promise<void> {
  const { words } = world.bluesky
  await page.getByRole('button', { name: world.texts.connections.connect }).click()
  const guide = page.getByRole('dialog')
  await guide.getByRole('button', { name: words.name }).click()
  await guide.getByRole('button', { name: words.oauth }).click()
  await guide.getByLabel(words['oauth.identifier'], { exact: true }).fill(account.handle)
  await guide.getByRole('button', { name: world.texts.connections.goToNetwork(words.name) }).click()
  await page.waitForURL((address) => address.pathname.startsWith('/oauth/authorize'))
  await world.show({ page, context: page.context(), watch: { expect: () => {}, check: () => {}, last: () => [] } }, 'server sign-in')
}

async function deny(world: World, owner: Person): Promise<void> {
  await owner.page
    .getByRole('button', { name: /cancel|deny|back/i })
    .first()
    .click()
  await sees(owner.page.getByRole('heading', { name: world.texts.connections.failed }))
  await hears(owner, world.bluesky.words['sign-in-denied'])
}

async function approve({ page }: Person, account: TestAccount): Promise<void> {
  await page.locator('input[type=password]').fill(account.password)
  await page
    .getByRole('button', { name: /sign in|next/i })
    .last()
    .click()
  await page.getByRole('button', { name: /authorize|accept|allow/i }).click()
}
