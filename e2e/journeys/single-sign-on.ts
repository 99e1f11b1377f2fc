import { testIdentityProvider, type TestProvider } from '#testing/identity-provider'

import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { freePort } from '../support/free-port.ts'
import { pairs, phone } from '../support/looks.ts'
import { setUpOwner } from '../support/owner.ts'
import { hears, sees, walkTo } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** An owner sets up the company's own provider, and a colleague comes in by it. */
export const singleSignOn: Journey = {
  name: 'single sign-on: an owner sets up a provider, and a colleague comes in by it',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    const port = String(await freePort())
    const publicUrl = `http://127.0.0.1:${port}`
    const provider = world.using(await testIdentityProvider())
    const { bluesky } = world
    await world.start({
      HEARTH_PORT: port,
      HEARTH_PUBLIC_URL: publicUrl,
      HEARTH_ALLOW_ORIGINS: [...bluesky.origins, provider.issuer].join(','),
    })
    const owner = await setUpOwner(publicUrl, { language: world.look.language })
    const { redirectUri } = await owner.call<{ redirectUri: string }>('GET', '/workspace/sign-in')
    provider.register([redirectUri])
    await setUp(world, provider)
    provider.people.set('mei', { subject: 'mei', email: 'mei@ember.example', name: 'Mei Lin' })
    provider.people.set('eve', { subject: 'eve', email: 'eve@elsewhere.example' })
    await comesIn(world)
    await staysOut(world)
  },
}

async function setUp(world: World, provider: TestProvider): Promise<void> {
  const { workspace } = world.texts.signIn
  const person = await world.visit('/settings/workspace-sign-in', asOwner)
  const { page } = person
  await page.getByLabel(workspace.issuer).fill('https://127.0.0.1:1')
  await page.getByLabel(workspace.clientId).fill(provider.client.id)
  await page.getByRole('textbox', { name: workspace.clientSecret }).fill(provider.client.secret)
  await page.getByLabel(workspace.domains).fill('ember.example')
  await page.getByRole('switch', { name: workspace.letsIn }).click({ force: true })
  await page.getByRole('button', { name: workspace.save }).click()
  await hears(person, world.texts.errors.refusals.SSO_UNREACHABLE)
  await page.getByLabel(workspace.issuer).fill(provider.issuer)
  await page.getByRole('button', { name: workspace.save }).click()
  await hears(person, workspace.saved)
  await sees(page.getByRole('button', { name: workspace.end }))
  await checkScreen(world, person, 'single sign-on is set up')
  await person.context.close()
}

async function comesIn(world: World): Promise<void> {
  const mei = await world.visit('/sign-in?next=/library')
  await sees(mei.page.getByRole('button', { name: world.texts.signIn.withSso }))
  await checkScreen(world, mei, 'sign-in with single sign-on')
  await atProvider(world, mei, 'mei')
  await sees(mei.page.getByRole('button', { name: world.texts.frame.person }))
  same(new URL(mei.page.url()).pathname, '/library', 'she gets to where she wanted')
  await walkTo(mei, '/settings/sign-in')
  await sees(mei.page.getByText(/Mei|mei@ember\.example/).first())
  await checkScreen(world, mei, 'my sign-in, by single sign-on')
}

async function staysOut(world: World): Promise<void> {
  const eve = await world.visit('/sign-in')
  await atProvider(world, eve, 'eve')
  await hears(eve, world.texts.errors.refusals.SSO_WRONG_DOMAIN)
  await checkScreen(world, eve, 'single sign-on refused')
}

async function atProvider(world: World, { page }: Person, subject: string): Promise<void> {
  await page.getByRole('button', { name: world.texts.signIn.withSso }).click()
  await page.getByLabel('Subject').fill(subject)
  await page.getByRole('button', { name: 'Go on' }).click()
}
