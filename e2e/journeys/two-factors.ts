import { z } from 'zod'

import { testMailServer } from '#testing/mail-server'
import { oneTimeCode } from '#testing/one-time-code'

import { checkScreen } from '../support/check-screen.ts'
import { colleague, colleaguePassword } from '../support/colleague.ts'
import { expect, same } from '../support/expect.ts'
import { freePort } from '../support/free-port.ts'
import { pairs, usual } from '../support/looks.ts'
import { ownerLogin, setUpOwner } from '../support/owner.ts'
import { hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const email = 'mei@ember.example'

/** A passkey and one-time codes, set up, asked for, and asked of everyone. */
export const twoFactors: Journey = {
  name: 'two factors: a passkey and one-time codes let in, and an owner asks everyone for them',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const mail = world.using(await testMailServer())
    const port = String(await freePort())
    // A passkey belongs to a name, never to a number.
    await world.start({ HEARTH_PORT: port, HEARTH_PUBLIC_URL: `http://localhost:${port}`, HEARTH_SMTP_URL: mail.url })
    const { url } = world.hearth()
    const owner = await setUpOwner(url)
    await owner.call('PATCH', '/me', { language: world.look.language })
    const mei = await colleague(owner, url, { email, name: 'Mei' })
    await mei.call('PATCH', '/me', { language: world.look.language })
    const person = await world.visit(`http://localhost:${port}/sign-in`)
    await withDevice(person, { unlocks: true })
    await byPassword(world, person, ownerLogin)
    await addPasskey(world, person)
    await signOut(world, person)
    await byPasskey(world, person)
    const { secret, recoveryCode } = await setUpCodes(world, person)
    await signOut(world, person)
    await byCode(world, person, secret)
    await signOut(world, person)
    await byRecoveryCode(world, person, recoveryCode)
    await askEveryone(world, person)
    await meiSetsUp(world, port)
    await until('the letters about it', 20, () => mail.letters.filter(({ to }) => to === ownerLogin.email).length >= 3)
  },
}

/** A device that holds passkeys, as the browser's tools make one up. */
async function withDevice({ page, context }: Person, { unlocks }: { unlocks: boolean }): Promise<void> {
  const tools = await context.newCDPSession(page)
  await tools.send('WebAuthn.enable')
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: unlocks,
      automaticPresenceSimulation: true,
    },
  })
}

async function byPassword({ texts }: World, { page }: Person, login: { email: string; password: string }): Promise<void> {
  await page.getByLabel(texts.teams.email, { exact: true }).fill(login.email)
  await page.getByRole('textbox', { name: texts.teams.password, exact: true }).fill(login.password)
  await page.getByRole('button', { name: texts.teams.signIn, exact: true }).click()
}

async function addPasskey(world: World, person: Person): Promise<void> {
  const { page } = person
  const { passkeys } = world.texts.signIn
  await isInside(world, person)
  await walkTo(person, '/settings/sign-in')
  await page.getByRole('button', { name: passkeys.add }).click()
  const dialog = page.getByRole('dialog', { name: passkeys.add })
  await dialog.getByLabel(passkeys.name).fill('Teapot')
  await dialog.getByRole('button', { name: passkeys.add }).click()
  await seesNoMore(dialog)
  await sees(page.getByRole('list', { name: passkeys.title }).getByText('Teapot'))
  await checkScreen(world, person, 'my sign-in')
}

async function byPasskey(world: World, person: Person): Promise<void> {
  await checkScreen(world, person, 'sign-in with other ways')
  await person.page.getByRole('button', { name: world.texts.signIn.withPasskey }).click()
  await isInside(world, person)
}

async function setUpCodes(world: World, person: Person): Promise<{ secret: string; recoveryCode: string }> {
  const { page } = person
  const { totp, secondStep, password, recovery } = world.texts.signIn
  await walkTo(person, '/settings/sign-in')
  await page.getByRole('button', { name: totp.setUp }).click()
  const dialog = page.getByRole('dialog', { name: totp.setUp })
  await dialog.getByRole('textbox', { name: password.yours }).fill(ownerLogin.password)
  await dialog.getByRole('button', { name: totp.goOn }).click()
  await sees(dialog.getByRole('img', { name: totp.picture }))
  await checkScreen(world, person, 'set up codes')
  const secret = `otpauth://totp/Hearth?secret=${(await dialog.locator('pre, code').first().innerText()).replaceAll(/\s/g, '')}`
  await dialog.getByLabel(secondStep.code).fill('000000')
  await dialog.getByRole('button', { name: totp.confirm }).click()
  await sees(dialog.getByText(totp.wrong))
  await dialog.getByLabel(secondStep.code).fill(oneTimeCode(secret, Temporal.Now.instant()))
  await dialog.getByRole('button', { name: totp.confirm }).click()
  const codes = dialog.getByRole('list', { name: recovery.title }).getByRole('listitem')
  await sees(codes)
  same(await codes.count(), 10, 'ten recovery codes are shown')
  await checkScreen(world, person, 'recovery codes')
  const recoveryCode = await codes.first().innerText()
  await dialog.getByRole('button', { name: recovery.kept }).click()
  await seesNoMore(dialog)
  await sees(page.getByText(totp.on, { exact: true }))
  return { secret, recoveryCode }
}

async function byCode(world: World, person: Person, secret: string): Promise<void> {
  const { page } = person
  const { secondStep } = world.texts.signIn
  await byPassword(world, person, ownerLogin)
  await sees(page.getByRole('heading', { name: secondStep.title }))
  await checkScreen(world, person, 'one more step')
  // The code of the set-up was used; the next one is taken a little early.
  await page.getByLabel(secondStep.code).fill(oneTimeCode(secret, Temporal.Now.instant().add({ seconds: 30 })))
  await page.getByRole('button', { name: secondStep.goOn }).click()
  await isInside(world, person)
}

async function byRecoveryCode(world: World, person: Person, code: string): Promise<void> {
  const { page } = person
  const { secondStep } = world.texts.signIn
  await byPassword(world, person, ownerLogin)
  await page.getByRole('button', { name: secondStep.useRecovery }).click()
  await page.getByLabel(secondStep.recoveryCode).fill(code)
  await page.getByRole('button', { name: secondStep.goOn }).click()
  await isInside(world, person)
}

async function askEveryone(world: World, person: Person): Promise<void> {
  const { page } = person
  const { workspace } = world.texts.signIn
  await walkTo(person, '/settings/workspace-sign-in')
  await page.getByRole('switch', { name: workspace.require }).click({ force: true })
  await hears(person, world.texts.teams.saved)
  await sees(page.getByText('Mei'))
  await checkScreen(world, person, 'sign-in of the team')
}

/** A colleague with nothing but a password comes in, is led to the set-up, and makes a passkey there. */
async function meiSetsUp(world: World, port: string): Promise<void> {
  const mei = await world.visit(`http://localhost:${port}/sign-in?next=/calendar`)
  const { first, passkeys } = world.texts.signIn
  await withDevice(mei, { unlocks: true })
  await byPassword(world, mei, { email, password: colleaguePassword })
  await sees(mei.page.getByRole('heading', { name: first.title }))
  await checkScreen(world, mei, 'set up two factors')
  const answer = await mei.page.request.get(`http://localhost:${port}/api/v1/me`)
  const { code } = z.object({ code: z.string() }).parse(await answer.json())
  same([answer.status(), code], [403, 'TWO_FACTORS_FIRST'], 'nothing else is open to her')
  await mei.page.getByRole('button', { name: passkeys.add }).click()
  await isInside(world, mei)
  expect(new URL(mei.page.url()).pathname === '/calendar', 'she gets to where she wanted')
}

async function isInside({ texts }: World, { page }: Person): Promise<void> {
  await sees(page.getByRole('button', { name: texts.frame.person }))
}

async function signOut(world: World, person: Person): Promise<void> {
  const { page } = person
  await page.getByRole('button', { name: world.texts.frame.person }).click()
  const loaded = page.waitForEvent('load')
  await page.getByRole('menuitem', { name: world.texts.frame.signOut }).click()
  await loaded
  await sees(page.getByRole('heading', { name: world.texts.teams.signIn }))
}
