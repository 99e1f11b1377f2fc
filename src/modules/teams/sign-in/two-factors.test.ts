import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { openLog } from '#kit/log'
import { openMail } from '#kit/mail'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { oneTimeCode } from '#testing/one-time-code'
import { type Sent, teamsNeeds } from '#testing/teams'

import { addLogin } from '../add-login.ts'
import { listAudit } from '../audit/list-audit.ts'
import { createAuth, type SignIn } from '../auth.ts'
import { createApiKey } from '../create-api-key.ts'
import { hashPassword } from '../hash-password.ts'
import type { TeamsNeeds } from '../needs.ts'
import { setUp } from '../set-up.ts'
import { mailSignInChange } from './mail-sign-in-change.ts'
import { mySignIn } from './my-sign-in.ts'
import { requireTwoFactors } from './require-two-factors.ts'
import { mailSignInChangeJob } from './tell-of-change.ts'
import { TestBrowser } from './test-browser.ts'
import { turnOffTotp } from './turn-off-totp.ts'

const publicUrl = 'https://hearth.tea.example'
const owner = { name: 'Mei Lin', email: 'mei@tea.example', password: 'oolong-at-dawn-42' }
const colleague = { name: 'Jo', email: 'jo@tea.example', password: 'a-second-kettle-31' }

let database: TestDatabase
let needs: TeamsNeeds & { readonly sent: Sent[] }
let auth: SignIn
let workspaceId: string
let browsers = 0

beforeAll(async () => {
  database = await testDatabase()
  needs = teamsNeeds(database.db, { mail: openMail({ url: 'smtp://127.0.0.1:1', from: 'Hearth <hearth@tea.example>' }) })
  auth = createAuth({ ...needs, publicUrl, log: openLog({ level: 'silent' }) })
  const brand = { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' } as const
  ;({ workspaceId } = await setUp(needs, { input: { ...owner, workspaceName: 'Tea House', brand, language: 'en' }, ip: '127.0.0.1' }))
  const passwordHash = await hashPassword(colleague.password)
  await database.db.transaction().execute(async (tx) => {
    const loginId = await addLogin(tx, { ...colleague, language: 'zh-TW', passwordHash })
    await tx
      .insertInto('teams.member')
      .values({ workspace_id: workspaceId, id: crypto.randomUUID(), login_id: loginId, role: 'publisher' })
      .execute()
  })
})
afterAll(() => database[Symbol.asyncDispose]())

const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
let uri: string
let recoveryCodes: readonly string[]

test('codes are set up with the password and a first code, and other places are signed out', async () => {
  const [here, elsewhere] = [await browser().signIn(owner.email, owner.password), await browser().signIn(owner.email, owner.password)]
  expect((await here.post('/two-factor/enable', { password: 'not-this-one-7' })).status).toBe(400)
  const enabled = Enabled.parse(await (await here.post('/two-factor/enable', { password: owner.password })).json())
  ;({ totpURI: uri, backupCodes: recoveryCodes } = enabled)
  expect(recoveryCodes).toHaveLength(10)
  // Not on before a code was right: who never finished is not locked out.
  expect((await here.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  await browser().signIn(owner.email, owner.password)
  expect((await here.post('/two-factor/verify-totp', { code: code(0) })).status).toBe(200)
  const acting = await here.acting()
  expect(acting).toMatchObject({ name: 'Mei Lin', session: { way: 'second-factor' } })
  expect(await elsewhere.acting()).toBeUndefined()
  expect(acting && (await mySignIn(needs.db, acting))).toMatchObject({ totp: true, hasPassword: true, passkeys: [] })
  const kept = await database.db.selectFrom('teams.two_factor').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(kept)).not.toContain(new URL(uri).searchParams.get('secret') ?? '-')
  expect(JSON.stringify(kept)).not.toContain(recoveryCodes[0])
})

test('the password alone lets nobody in any more; a code does, once', async () => {
  const visitor = browser()
  const first = await visitor.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
  expect(await visitor.acting()).toBeUndefined()
  expect((await visitor.post('/two-factor/verify-totp', { code: code(-10) })).status).toBe(401)
  expect((await visitor.post('/two-factor/verify-totp', { code: code(1), trustDevice: true })).status).toBe(400)
  expect((await visitor.post('/two-factor/verify-totp', { code: code(1) })).status).toBe(200)
  expect(await visitor.acting()).toMatchObject({ session: { way: 'second-factor' } })
  const onlooker = browser()
  await onlooker.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect((await onlooker.post('/two-factor/verify-totp', { code: code(1) })).status).toBe(401)
  expect(await onlooker.acting()).toBeUndefined()
})

test('a recovery code works once, and five wrong codes ask for the password again', async () => {
  const visitor = browser()
  await visitor.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect((await visitor.post('/two-factor/verify-backup-code', { code: recoveryCodes[0] })).status).toBe(200)
  expect(await visitor.acting()).toBeDefined()
  const guesser = browser()
  await guesser.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect((await guesser.post('/two-factor/verify-backup-code', { code: recoveryCodes[0] })).status).toBe(401)
  const statuses: number[] = []
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await guesser.post('/two-factor/verify-totp', { code: '000000' })).status)
  expect(statuses).toEqual([401, 401, 401, 401, 400])
  expect((await guesser.post('/two-factor/verify-backup-code', { code: recoveryCodes[1] })).status).toBe(401)
})

test('a change of the secret key leaves people their codes', async () => {
  const secretKey = new Uint8Array(32).fill(9)
  auth = createAuth({ ...needs, publicUrl, log: openLog({ level: 'silent' }), secretKey, oldSecretKeys: [needs.secretKey] })
  const visitor = browser()
  await visitor.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect((await visitor.post('/two-factor/verify-backup-code', { code: recoveryCodes[2] })).status).toBe(200)
  expect(await visitor.acting()).toBeDefined()
})

test('an owner asks everyone for two factors: who has none, and their keys, may do nothing but set them up', async () => {
  const jo = await browser().signIn(colleague.email, colleague.password)
  const joActs = await jo.acting()
  if (!joActs) throw new Error('Jo is not signed in')
  const { key } = await createApiKey(
    needs,
    { acting: joActs, path: 'teams.createApiKey', input: {} },
    { name: 'Teapot', role: 'publisher' },
  )
  const withKey = () => auth.resolveCaller(new Headers({ authorization: `Bearer ${key}` }))
  const wanted = { twoFactorsRequired: true }
  await expect(requireTwoFactors(needs, { acting: joActs, path: 'signIn.requireTwoFactors', input: {} }, wanted)).rejects.toMatchObject({
    code: 'OWN_FACTORS_FIRST',
  })
  const mei = await signInWithRecovery(3)
  const meiActs = await mei.acting()
  if (!meiActs) throw new Error('Mei is not signed in')
  const settings = await requireTwoFactors(needs, { acting: meiActs, path: 'signIn.requireTwoFactors', input: wanted }, wanted)
  expect(settings).toMatchObject({ twoFactorsRequired: true, without: ['Jo'] })
  expect(await jo.caller()).toEqual({ lacks: 'two-factors' })
  expect(await withKey()).toEqual({ lacks: 'two-factors' })
  expect(await mei.acting()).toBeDefined()
  const { totpURI } = Enabled.parse(await (await jo.post('/two-factor/enable', { password: colleague.password })).json())
  expect((await jo.post('/two-factor/verify-totp', { code: oneTimeCode(totpURI, needs.clock.now()) })).status).toBe(200)
  expect((await jo.acting())?.name).toBe('Jo')
  expect((await withKey()).acting).toMatchObject({ role: 'publisher', via: 'api-key' })
})

test('turning codes off asks for the password', async () => {
  const mei = await signInWithRecovery(4)
  const acting = await mei.acting()
  if (!acting) throw new Error('Mei is not signed in')
  const call = { acting, path: 'signIn.turnOffTotp', input: {} }
  await expect(turnOffTotp(needs, call, { password: 'not-this-one-7' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  expect(await turnOffTotp(needs, call, { password: owner.password })).toMatchObject({ totp: false })
  await (await browser().signIn(owner.email, owner.password)).acting()
})

test('all of it is in the log of the workspace and told to the person by letter', async () => {
  const { entries } = await listAudit(needs.db, { workspaceId, limit: 50 })
  const deeds = entries.filter(({ action }) => action.startsWith('signIn.')).map(({ action, actor }) => `${actor.name} ${action}`)
  expect(deeds.toReversed()).toEqual([
    'Mei Lin signIn.turnOnTotp',
    'Mei Lin signIn.useRecoveryCode',
    'Mei Lin signIn.useRecoveryCode',
    'Mei Lin signIn.useRecoveryCode',
    'Mei Lin signIn.requireTwoFactors',
    'Jo signIn.turnOnTotp',
    'Mei Lin signIn.useRecoveryCode',
    'Mei Lin signIn.turnOffTotp',
  ])
  const letters = needs.sent
    .filter(({ name }) => name === mailSignInChangeJob.name)
    .map(({ payload }) => mailSignInChangeJob.schema.parse(payload))
  expect(letters.map(({ change }) => change)).toEqual([
    'totp-on',
    'recovery-code-used',
    'recovery-code-used',
    'recovery-code-used',
    'totp-on',
    'recovery-code-used',
    'totp-off',
  ])
  await using mailServer = await testMailServer()
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  for (const letter of letters.slice(3, 5)) await mailSignInChange({ ...needs, mail }, letter)
  expect(mailServer.letters.map(({ to, subject }) => [to, subject])).toEqual([
    [owner.email, 'A recovery code was used to sign in to Hearth'],
    [colleague.email, '你的 Hearth 登入已啟用一次性驗證碼'],
  ])
})

function browser(): TestBrowser {
  browsers += 1
  return new TestBrowser(auth, { ip: `192.0.2.${browsers}`, publicUrl })
}

async function signInWithRecovery(which: number): Promise<TestBrowser> {
  const visitor = browser()
  await visitor.post('/sign-in/email', { email: owner.email, password: owner.password })
  expect((await visitor.post('/two-factor/verify-backup-code', { code: recoveryCodes[which] })).status).toBe(200)
  return visitor
}

/** The code now, or so many steps of thirty seconds away. */
function code(steps: number): string {
  return oneTimeCode(uri, needs.clock.now().add({ seconds: 30 * steps }))
}
