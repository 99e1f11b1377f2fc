import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { fill, sharedTexts } from '#networks/texts'
import type { TestAccount } from '#testing/bluesky'

import { same } from '../support/expect.ts'
import { connectBluesky, createPost, getPost, setUpOwner } from '../support/owner.ts'
import { giveAppPassword, hears, openAppPassword, sees } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** What is typed wrong while connecting, and put right in the same form. */
export const badAccount: Journey = {
  name: 'bad input, account: a wrong password and a server that is a web page say so, and the form stays',
  run: async (world) => {
    await using website = await startWebsite()
    const origins = [...world.bluesky.origins, website.origin].join(',')
    const { url } = await world.start({ HEARTH_ALLOW_ORIGINS: origins })
    await setUpOwner(url)
    const account = await world.account()
    const person = await world.visit('/settings/accounts', asOwner)
    await person.page.getByRole('button', { name: world.texts.connections.connect }).click()
    const guide = await openAppPassword(world, person)
    await giveAppPassword(world, guide, { ...account, appPassword: 'aaaa-bbbb-cccc-dddd' })
    await sees(guide.getByText(world.bluesky.words['wrong-password']))
    await world.show(person, 'wrong app password')
    await giveAppPassword(world, guide, { ...account, server: website.origin })
    const { host } = new URL(website.origin)
    await sees(guide.getByText(fill(sharedTexts[world.look.language]['answered-web-page'], { host })))
    await world.show(person, 'server is a web page')
    await giveAppPassword(world, guide, account)
    await hears(person, world.texts.connections.ready(account.handle))
  },
}

/** The app password was withdrawn on the server: the post waits for a person, and goes out once after reconnecting. */
export const revoked: Journey = {
  name: 'bad input, revoked: a post whose account was signed out waits, and goes out once after reconnecting',
  run: async (world) => {
    const hearth = await world.start({}, ['web'])
    const owner = await setUpOwner(hearth.url)
    const remote = await world.account()
    const { id } = await connectBluesky(owner, { handle: remote.handle, password: remote.appPassword, server: world.bluesky.pds })
    const post = await createPost(owner, { texts: ['Behind a closed door'], accountIds: [id], when: { kind: 'now' } })
    await remote.revokeAppPassword()
    await world.database().pool.query("update connections.secret set expires_at = now() - interval '1 minute'")
    await hearth.run('worker')
    const person = await world.visit('/', asOwner)
    await sees(person.page.getByText(world.texts.today.signedOut(remote.handle)), 60)
    await sees(person.page.getByText('Behind a closed door'))
    same((await remote.posts()).length, 0, 'nothing went out')
    await world.show(person, 'signed out')
    await reconnect(world, person, remote)
    await person.page.getByRole('link', { name: world.texts.frame.today }).click()
    await person.page.getByRole('button', { name: world.texts.post.decisions['send-now'] }).click()
    await until('Hearth to know it is live', 60, async () => (await getPost(owner, post.id)).state === 'published')
    same((await remote.posts()).length, 1, 'it is live exactly once')
  },
}

async function reconnect(world: World, person: Person, remote: TestAccount): Promise<void> {
  const { page } = person
  await page.getByRole('link', { name: world.texts.today.reconnect }).click()
  await page.getByRole('button', { name: world.texts.connections.reconnect }).click()
  const guide = page.getByRole('dialog')
  await guide.getByRole('button', { name: world.bluesky.words['app-password'] }).click()
  // The account's own password stands for the next app password.
  await giveAppPassword(world, guide, { handle: remote.handle, appPassword: remote.password })
  await hears(person, world.texts.connections.ready(remote.handle))
}

/** Somebody's website, where a Bluesky server was expected. */
async function startWebsite(): Promise<AsyncDisposable & { origin: string }> {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end('<!doctype html><title>Ember Tea House</title><p>Welcome')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}
