import { z } from 'zod'

import { checkScreen } from '../support/check-screen.ts'
import { expect, same } from '../support/expect.ts'
import { phone, usual } from '../support/looks.ts'
import { setUpOwner } from '../support/owner.ts'
import { sees, seesNoMore, walkTo } from '../support/steps.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const login = { email: 'mei@ember.example', password: 'a-second-kettle-31' }

/** A second brand, somebody for it alone, and what becomes of both. */
export const brands: Journey = {
  name: 'brands: another brand is added, somebody works for it alone, and they leave it to a successor',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url, { language: world.look.language })
    const owner = await world.visit('/settings/brand', asOwner)
    await addCoffee(world, owner)
    await inviteForCoffee(world, owner)
    const mei = await worksForCoffeeAlone(world)
    await isPutAway(world, owner, mei)
    await leaves(world, owner)
    await isTold(world, owner)
  },
}

async function addCoffee(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { brands: words, brandName } = world.texts.teams
  await page.getByRole('button', { name: words.add }).click()
  const dialog = page.getByRole('dialog', { name: words.add })
  await dialog.getByLabel(brandName).fill('Ember Coffee')
  await world.show(owner, 'new brand')
  await dialog.getByRole('button', { name: words.add }).click()
  await seesNoMore(dialog)
  // The new brand is on screen, from its first page on.
  await page.waitForURL((url) => url.pathname === '/')
  await walkTo(owner, '/settings/brand')
  const list = page.getByRole('list', { name: words.title })
  await sees(list.getByRole('listitem').filter({ hasText: 'Ember Coffee' }).getByText(words.onScreen))
  await world.show(owner, 'brands')
}

async function inviteForCoffee(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { email, members, rights, roles } = world.texts.teams
  await walkTo(owner, '/settings/members')
  await page.getByLabel(email, { exact: true }).fill(login.email)
  const where = page.getByRole('combobox', { name: rights.where })
  await where.click()
  await page.getByRole('option', { name: rights.wholeBrand('Ember Coffee') }).click()
  await page.keyboard.press('Escape')
  await world.show(owner, 'invite for a brand')
  await page.getByRole('button', { name: members.inviteButton, exact: true }).click()
  const open = page.getByRole('list', { name: members.open }).getByRole('listitem').filter({ hasText: login.email })
  await sees(open.getByText(rights.roleIn(roles.publisher, ['Ember Coffee'])))
  const answer = await page.request.get('/api/v1/invitations')
  const [invitation] = z.array(z.object({ link: z.string() })).parse(await answer.json())
  expect(invitation !== undefined, 'the invitation has a link')
  const token = new URL(invitation.link).pathname.split('/').at(-1)
  const joined = await page.request.post('/api/v1/invitations/accept', {
    data: { token, name: 'Mei', password: login.password, language: world.look.language },
    headers: { origin: new URL(page.url()).origin },
  })
  same(joined.status(), 200, 'the invitation is accepted')
}

async function worksForCoffeeAlone(world: World): Promise<Person> {
  const mei = await world.visit('/settings/brand', login)
  const me = z.object({ brands: z.array(z.object({ name: z.string() })) })
  const { brands: reached } = me.parse(await (await mei.page.request.get('/api/v1/me')).json())
  same(reached.map(({ name }) => name).join(), 'Ember Coffee', 'Mei reaches her brand alone')
  same((await mei.page.request.get('/api/v1/audit')).status(), 403, 'what is of the whole workspace is not hers')
  await sees(mei.page.getByText(world.texts.teams.brand.readOnly))
  await world.show(mei, 'somebody with one brand')
  return mei
}

/** Whoever has nothing left to work on is told so, and goes on once it is taken back. */
async function isPutAway(world: World, owner: Person, mei: Person): Promise<void> {
  const { page } = owner
  const { brands: words, noBrand, brand } = world.texts.teams
  const headers = { origin: new URL(page.url()).origin }
  const me = z.object({ brands: z.array(z.object({ id: z.uuid(), name: z.string() })) })
  const { brands: all } = me.parse(await (await page.request.get('/api/v1/me')).json())
  const coffee = all.find(({ name }) => name === 'Ember Coffee')
  expect(coffee !== undefined, 'the owner has the brand')
  same((await page.request.post(`/api/v1/brands/${coffee.id}/archive`, { headers })).status(), 200, 'the brand is put away')
  await sees(mei.page.getByRole('heading', { name: noBrand.title }))
  await sees(mei.page.getByText(noBrand.ask))
  same(await mei.page.getByRole('button', { name: words.add }).count(), 0, 'Mei may not add a brand')
  await mei.page.reload()
  await sees(mei.page.getByRole('heading', { name: noBrand.title }))
  await checkScreen(world, mei, 'no brand')
  same((await page.request.post(`/api/v1/brands/${coffee.id}/restore`, { headers })).status(), 200, 'the brand is taken back')
  await sees(mei.page.getByText(brand.readOnly))
}

/** The log says what was and what is. */
async function isTold(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { fields, log, yes, no } = world.texts.auditLog
  await walkTo(owner, '/settings/audit')
  const entry = page.getByRole('listitem').filter({ hasText: log.did['teams.archiveBrand'] })
  await sees(entry.getByText(fields.archived))
  same(await entry.locator('del').first().textContent(), no, 'it was not put away before')
  same(await entry.locator('ins').first().textContent(), yes, 'it was after')
  await checkScreen(world, owner, 'audit log, what was and what is')
}

async function leaves(world: World, owner: Person): Promise<void> {
  const { page } = owner
  const { members, rights } = world.texts.teams
  await page.reload()
  await page.getByRole('button', { name: members.roleOf('Mei') }).click()
  const changing = page.getByRole('dialog', { name: rights.of('Mei') })
  await sees(changing)
  await world.show(owner, 'rights')
  await page.keyboard.press('Escape')
  await seesNoMore(changing)
  const mei = page.getByRole('listitem').filter({ hasText: login.email })
  await mei.getByRole('button', { name: members.remove }).click()
  const asking = page.getByRole('dialog', { name: members.removeAsk('Mei') })
  await asking.getByRole('combobox', { name: members.successor }).click()
  await page.getByRole('option', { name: 'Owner' }).click()
  await world.show(owner, 'successor')
  await asking.getByRole('button', { name: members.remove }).click()
  await seesNoMore(mei)
}
