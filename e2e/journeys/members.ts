import { z } from 'zod'

import { expect, same } from '../support/expect.ts'
import { setUpOwner } from '../support/owner.ts'
import { hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** Inviting by link, what a role may not do, keys for programs, and the log of it all. */
export const members: Journey = {
  name: 'members: a publisher and an agent come in by link, and each may do what their role says',
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url)
    const owner = await world.visit('/settings/members', asOwner)
    const publisherLink = await invite(world, owner, { email: 'mei@ember.example', role: 'publisher' })
    const agentLink = await invite(world, owner, { email: 'jo@ember.example', role: 'agent' })
    await world.show(owner, 'members')
    const mei = await join(world, publisherLink, 'Mei')
    await sees(mei.page.getByRole('banner').getByRole('button', { name: world.texts.frame.write }))
    const jo = await join(world, agentLink, 'Jo')
    await cannotWrite(world, jo)
    await changeRole(world, owner, jo)
    await keyWorksOnce(world, owner)
    await auditTells(world, owner)
  },
}

async function invite(world: World, { page }: Person, { email, role }: { email: string; role: 'publisher' | 'agent' }): Promise<string> {
  const { teams } = world.texts
  await page.getByLabel(teams.email, { exact: true }).fill(email)
  await chooseRole(world, page, { label: teams.role, role })
  await page.getByRole('button', { name: teams.members.inviteButton, exact: true }).click()
  const open = page.getByRole('list', { name: teams.members.open }).getByRole('listitem').filter({ hasText: email })
  await sees(open)
  const answer = await page.request.get('/api/v1/invitations')
  const invitations = z.array(z.object({ email: z.string(), link: z.string() })).parse(await answer.json())
  const link = invitations.find((each) => each.email === email)?.link
  expect(link !== undefined, `the invitation for ${email} has a link`)
  return link
}

async function chooseRole(
  { texts }: World,
  page: Person['page'],
  { label, role }: { label: string; role: 'publisher' | 'agent' | 'owner' },
) {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: new RegExp(`^${texts.teams.roles[role]}`) }).click()
}

async function join(world: World, link: string, name: string): Promise<Person> {
  const { teams } = world.texts
  const person = await world.visit(new URL(link).pathname)
  await sees(person.page.getByRole('heading', { name: teams.join('Ember Tea House') }))
  await world.show(person, 'invitation')
  await person.page.getByLabel(teams.name, { exact: true }).fill(name)
  await person.page.getByRole('textbox', { name: teams.password, exact: true }).fill('a-second-kettle-31')
  await person.page.getByRole('button', { name: teams.joinNow, exact: true }).click()
  await sees(person.page.getByRole('button', { name: world.texts.frame.person }))
  return person
}

async function cannotWrite(world: World, { page }: Person): Promise<void> {
  const { frame, calendar } = world.texts
  same(await page.getByRole('button', { name: frame.write, exact: true }).count(), 0, 'an agent sees no button to write')
  await walkTo({ page }, '/calendar?view=list')
  await sees(page.getByText(calendar.noPosts))
  same(await page.getByRole('button', { name: calendar.write }).count(), 0, 'an agent sees no button to write on the calendar')
  const me = z.object({ brands: z.array(z.object({ id: z.string() })) }).parse(await (await page.request.get('/api/v1/me')).json())
  const data = { brandId: me.brands[0]?.id, content: { parts: [{ text: 'Tea', media: [] }], languages: ['en'] }, accountIds: [] }
  const answer = await page.request.post('/api/v1/posts', { data, headers: { origin: new URL(page.url()).origin } })
  same(answer.status(), 403, 'the API refuses an agent who writes')
}

async function changeRole(world: World, owner: Person, jo: Person): Promise<void> {
  const { teams, frame } = world.texts
  await owner.page.reload()
  await chooseRole(world, owner.page, { label: teams.members.roleOf('Jo'), role: 'publisher' })
  await jo.page.reload()
  await sees(jo.page.getByRole('banner').getByRole('button', { name: frame.write }))
}

async function keyWorksOnce(world: World, { page }: Person): Promise<void> {
  const { apiKeys } = world.texts.teams
  await walkTo({ page }, '/settings/api-keys')
  await page.getByRole('button', { name: apiKeys.create }).first().click()
  const form = page.getByRole('dialog', { name: apiKeys.create })
  await form.getByLabel(apiKeys.name).fill('Teapot')
  await form.getByRole('button', { name: apiKeys.create }).click()
  const shown = page.getByRole('dialog', { name: apiKeys.once })
  const key = await shown.locator('pre, code').first().innerText()
  await shown.getByRole('button', { name: apiKeys.gotIt }).click()
  await seesNoMore(shown)
  same(await page.getByText(key).count(), 0, 'the key is shown this one time')
  const answer = await fetch(`${world.hearth().url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  same(answer.status, 200, 'a program comes in with the key')
  const wrong = await fetch(`${world.hearth().url}/api/v1/me`, { headers: { authorization: `Bearer ${key.slice(0, -2)}xx` } })
  same(wrong.status, 401, 'a program stays out with another key')
}

async function auditTells(world: World, owner: Person): Promise<void> {
  const { did } = world.texts.auditLog.log
  await walkTo(owner, '/settings/audit')
  for (const deed of ['teams.invite', 'teams.acceptInvitation', 'teams.changeRole', 'teams.createApiKey'] as const) {
    await hears(owner, new RegExp(did[deed]))
  }
  await world.show(owner, 'audit')
}
