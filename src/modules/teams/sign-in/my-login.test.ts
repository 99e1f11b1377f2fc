import { afterAll, beforeAll, expect, test } from 'vitest'

import { openLog } from '#kit/log'
import { openMail } from '#kit/mail'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { teamsNeeds } from '#testing/teams'

import type { Acting, Call } from '../acting.ts'
import { addLogin } from '../add-login.ts'
import { createAuth, type SignIn } from '../auth.ts'
import { hashPassword } from '../hash-password.ts'
import type { TeamsNeeds } from '../needs.ts'
import { setUp } from '../set-up.ts'
import { changeEmail } from './change-email.ts'
import { confirmEmail } from './confirm-email.ts'
import { endSessions } from './end-sessions.ts'
import { mailNewEmail } from './mail-new-email.ts'
import { mailSignInChange } from './mail-sign-in-change.ts'
import { mySignIn } from './my-sign-in.ts'
import { sessions } from './sessions.ts'
import { TestBrowser } from './test-browser.ts'

const publicUrl = 'https://hearth.tea.example'
const owner = { name: 'Mei Lin', email: 'mei@tea.example', password: 'oolong-at-dawn-42' }

let database: TestDatabase
let needs: TeamsNeeds
let auth: SignIn
let now = Temporal.Now.instant()
let browsers = 0

beforeAll(async () => {
  database = await testDatabase()
  const mail = openMail({ url: 'smtp://127.0.0.1:1', from: 'Hearth <hearth@tea.example>' })
  needs = teamsNeeds(database.db, { mail, publicUrl, clock: { now: () => now } })
  auth = createAuth({ ...needs, log: openLog({ level: 'silent' }) })
  const brand = { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' } as const
  await setUp(needs, { input: { ...owner, workspaceName: 'Tea House', brand, language: 'en' }, ip: '127.0.0.1' })
})
afterAll(() => database[Symbol.asyncDispose]())

test('a person sees where they are signed in, signs out in one place, or everywhere else', async () => {
  const [here, one, two] = [await signIn(), await signIn(), await signIn()]
  const acting = await actingIn(here)
  const listed = await sessions(database.db, acting)
  expect(listed.map((session) => [session.here, session.ip, session.browser])).toEqual(
    expect.arrayContaining([
      [true, here.ip, 'Chrome'],
      [false, one.ip, 'Chrome'],
      [false, two.ip, 'Chrome'],
    ]),
  )
  const sessionId = listed.find(({ ip }) => ip === one.ip)?.id ?? ''
  expect(await endSessions(database.db, call(acting, 'signIn.endSession'), { sessionId })).toEqual({ ended: 1 })
  expect([await one.acting(), await two.acting()]).toEqual([undefined, expect.objectContaining({ name: 'Mei Lin' })])
  await endSessions(database.db, call(acting, 'signIn.endOtherSessions'), 'others')
  expect([await two.acting(), await here.acting()]).toEqual([undefined, expect.objectContaining({ name: 'Mei Lin' })])
  const { session: _none, ...byKey } = acting
  await expect(sessions(database.db, { ...byKey, via: 'api-key' })).rejects.toMatchObject({ code: 'ONLY_IN_BROWSER' })
})

test('a session does not outlive signing in again in the same browser as somebody else’s', async () => {
  const visitor = browser()
  const planted = new Headers(visitor.headers)
  await visitor.signIn(owner.email, owner.password)
  expect(await auth.resolveActing(planted)).toBeUndefined()
  const [first, second] = [visitor.headers.get('cookie'), (await visitor.signIn(owner.email, owner.password)).headers.get('cookie')]
  expect(second).not.toBe(first)
})

test('a new address is confirmed from a letter by the person who asked, once, within the hour; the old address hears of it', async () => {
  const here = await signIn()
  const acting = await actingIn(here)
  const ask = (email: string, password = owner.password) => changeEmail(needs, call(acting, 'signIn.changeEmail'), { email, password })
  await expect(ask('mei@new.example', 'not-this-one-7')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  await addColleague()
  await expect(ask('jo@tea.example')).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
  expect(await ask('Mei@New.example')).toMatchObject({ email: owner.email, newEmail: { email: 'mei@new.example' } })
  await using mailServer = await testMailServer()
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  await mailNewEmail({ ...needs, mail }, { loginId: acting.userId })
  await mailSignInChange({ ...needs, mail }, { loginId: acting.userId, change: 'email-asked' })
  expect(mailServer.letters.map(({ to }) => to)).toEqual(['mei@new.example', owner.email])
  const token = /confirm-email\/([\w-]+)/.exec(mailServer.letters[0]?.text ?? '')?.[1] ?? ''
  const confirm = (who: Acting) => confirmEmail(needs, call(who, 'signIn.confirmEmail'), { token })
  await expect(confirm(await actingIn(await browser().signIn('jo@tea.example', owner.password)))).rejects.toMatchObject({
    code: 'CONFIRMATION_OVER',
  })
  now = now.add({ hours: 2 })
  await expect(confirm(acting)).rejects.toMatchObject({ code: 'CONFIRMATION_OVER' })
  now = now.subtract({ hours: 2 })
  expect(await confirm(acting)).toMatchObject({ email: 'mei@new.example' })
  await expect(confirm(acting)).rejects.toMatchObject({ code: 'CONFIRMATION_OVER' })
  await browser().signIn('mei@new.example', owner.password)
  expect((await browser().post('/sign-in/email', { email: owner.email, password: owner.password })).status).toBe(401)
  expect(await mySignIn(database.db, acting)).not.toHaveProperty('newEmail')
})

test('however many addresses guess at a login, a browser that was there before gets in', async () => {
  const email = 'mei@new.example'
  const known = await browser().signIn(email, owner.password)
  await known.post('/sign-out', {})
  const guess = (visitor: TestBrowser) => visitor.post('/sign-in/email', { email, password: 'not-this-one-7' })
  // Ten addresses, ten tries each, as if they had been made: each would take a password's time.
  await database.db.updateTable('teams.wrong_try').set({ count: 100 }).where('key', 'like', 'sign-in:strangers:%').execute()
  expect((await guess(browser())).status).toBe(429)
  await known.signIn(email, owner.password)
  const besideIt = new TestBrowser(auth, { ip: known.ip, publicUrl })
  for (let turn = 0; turn < 11; turn += 1) await guess(besideIt)
  await known.signIn(email, owner.password)
})

async function signIn(): Promise<TestBrowser> {
  return browser().signIn(owner.email, owner.password)
}

function browser(): TestBrowser {
  browsers += 1
  return new TestBrowser(auth, { ip: `198.51.100.${browsers}`, publicUrl })
}

async function actingIn(visitor: TestBrowser): Promise<Acting> {
  const acting = await visitor.acting()
  if (!acting) throw new Error('Nobody is signed in')
  return acting
}

function call(acting: Acting, path: string): Call {
  return { acting, path, input: {} }
}

async function addColleague(): Promise<void> {
  const passwordHash = await hashPassword(owner.password)
  const { workspace_id } = await database.db.selectFrom('teams.workspace').select('workspace_id').executeTakeFirstOrThrow()
  await database.db.transaction().execute(async (tx) => {
    const loginId = await addLogin(tx, { name: 'Jo', email: 'jo@tea.example', language: 'en', passwordHash })
    await tx.insertInto('teams.member').values({ workspace_id, id: crypto.randomUUID(), login_id: loginId, role: 'agent' }).execute()
  })
}
