import { afterAll, beforeAll, expect, test } from 'vitest'

import { openLog } from '#kit/log'
import { openMail } from '#kit/mail'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { teamsNeeds } from '#testing/teams'

import { addWorkspace } from './add-workspace.ts'
import { listAudit } from './audit/list-audit.ts'
import { createAuth, type SignIn } from './auth.ts'
import { setUp } from './set-up.ts'

const publicUrl = 'https://hearth.tea.example'
const person = {
  name: 'Mei Lin',
  email: 'Mei@Tea.example',
  password: 'oolong-at-dawn-42',
  workspaceName: 'Tea House',
  brand: { name: 'Tea House', language: 'zh-TW', timeZone: 'Asia/Taipei' },
  language: 'zh-TW',
} as const

let database: TestDatabase
let auth: SignIn
let workspaceId: string
let callers = 0
const logged: string[] = []
const log = openLog({ readable: false, write: (line) => logged.push(line) })

beforeAll(async () => {
  database = await testDatabase()
  const needs = teamsNeeds(database.db)
  auth = createAuth({ ...needs, log, publicUrl })
  ;({ workspaceId } = await setUp(needs, { input: person, ip: '127.0.0.1' }))
})
afterAll(() => database[Symbol.asyncDispose]())

test('a person signs in, is recognised by the cookie, and is forgotten after signing out', async () => {
  const cookie = await signIn()
  expect(await auth.resolveActing(new Headers({ cookie }))).toMatchObject({ name: 'Mei Lin', role: 'owner', via: 'web', language: 'zh-TW' })
  const session = await auth.handler(new Request(`${publicUrl}/api/auth/get-session`, { headers: { cookie, 'x-hearth-ip': '192.0.2.9' } }))
  expect(await session.json()).toMatchObject({ user: { email: 'mei@tea.example' } })
  expect((await post('/sign-out', {}, { cookie })).status).toBe(200)
  expect(await auth.resolveActing(new Headers({ cookie }))).toBeUndefined()
})

test('the cookie is for https only, out of reach of scripts and of other sites', async () => {
  const answer = await post('/sign-in/email', { email: person.email, password: person.password })
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Secure-hearth\.session_token=/)
  expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax$/)
})

test('a changed cookie and a token without its signature are nobody', async () => {
  const cookie = await signIn()
  const token = /=([^.%]+)/.exec(cookie)?.[1] ?? ''
  const name = cookie.slice(0, cookie.indexOf('='))
  for (const forged of [`${name}=${token}`, `${name}=${token}.`, `${cookie.slice(0, -6)}AAAA%3D`, `${name}=%E0%A4%A`, name]) {
    expect(await auth.resolveActing(new Headers({ cookie: forged }))).toBeUndefined()
  }
  expect(await auth.resolveActing(new Headers({ cookie }))).toBeDefined()
})

test('someone of another workspace is nobody here', async () => {
  const cookie = await signIn()
  const headers = new Headers({ cookie, 'hearth-workspace': '0195f3a0-0000-7000-8000-000000000000' })
  expect(await auth.resolveActing(headers)).toBeUndefined()
  expect(await auth.resolveActing(new Headers({ cookie, 'hearth-workspace': 'x' }))).toBeUndefined()
})

test('a person of two workspaces is in the first, or in the one that the request names', async () => {
  const cookie = await signIn()
  const first = await auth.resolveActing(new Headers({ cookie }))
  const brand = { name: 'Bakery', language: 'en', timeZone: 'Asia/Taipei' } as const
  const second = await database.db
    .transaction()
    .execute((tx) => addWorkspace(tx, { loginId: first?.userId ?? '', name: 'Bakery', language: 'en', brand }))
  expect(first?.workspaceId).toBe(workspaceId)
  expect((await auth.resolveActing(new Headers({ cookie })))?.workspaceId).toBe(workspaceId)
  const there = await auth.resolveActing(new Headers({ cookie, 'hearth-workspace': second.workspaceId }))
  expect(there).toMatchObject({ workspaceId: second.workspaceId, memberId: second.memberId, role: 'owner' })
})

test('a wrong password is refused with the same words as an unknown address', async () => {
  const wrong = await post('/sign-in/email', { email: person.email, password: 'not-this-one-7' })
  const unknown = await post('/sign-in/email', { email: 'nobody@tea.example', password: 'not-this-one-7' })
  expect([wrong.status, await wrong.json()]).toEqual([unknown.status, await unknown.json()])
  expect(wrong.status).toBe(401)
})

test('guessing passwords is slowed down for the guesser and for nobody else', async () => {
  const guess = () => post('/sign-in/email', { email: person.email, password: 'not-this-one-7' }, { 'x-hearth-ip': '203.0.113.66' })
  const statuses: number[] = []
  for (let turn = 0; turn < 12; turn += 1) statuses.push((await guess()).status)
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
  expect(statuses.slice(10)).toEqual([429, 429])
  expect((await post('/sign-in/email', { email: person.email, password: person.password })).status).toBe(200)
})

test('nobody can sign up, change a profile or reach any other way of the sign-in library', async () => {
  for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/change-email', '/list-sessions', '/sign-in/social', '/error']) {
    expect((await post(path, { email: 'new@tea.example', password: 'fresh-leaves-3-times', name: 'New' })).status).toBe(404)
  }
})

test('a sign-in that another site sends is refused', async () => {
  const answer = await post(
    '/sign-in/email',
    { email: person.email, password: person.password },
    { origin: 'https://evil.example', cookie: 'a=b' },
  )
  expect(answer.status).toBe(403)
})

test('the page may be opened under any name that the server answers to', async () => {
  const credentials = { email: person.email, password: person.password }
  const answer = await post('/sign-in/email', credentials, { origin: 'http://127.0.0.1:4600', host: '127.0.0.1:4600', cookie: 'a=b' })
  expect(answer.status).toBe(200)
})

test('who belongs to no workspace any more is told so', async () => {
  const { db } = database
  const members = await db.selectFrom('teams.member').selectAll().execute()
  await db.deleteFrom('teams.member').execute()
  const answer = await post('/sign-in/email', { email: person.email, password: person.password })
  expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'NO_WORKSPACE' })])
  expect(answer.headers.getSetCookie().filter((cookie) => cookie.includes('session_token'))).toEqual([])
  await db.insertInto('teams.member').values(members).execute()
})

test('a new password must be a good one, and ends the other sessions', async () => {
  const [here, elsewhere] = [await signIn(), await signIn()]
  const to = (newPassword: string) =>
    post('/change-password', { currentPassword: person.password, newPassword, revokeOtherSessions: true }, { cookie: here })
  const weak = await to('password123456')
  expect([weak.status, await weak.json()]).toEqual([400, expect.objectContaining({ code: 'WEAK_PASSWORD' })])
  const answer = await to('three cups of gunpowder')
  expect(answer.status).toBe(200)
  expect(await auth.resolveActing(new Headers({ cookie: elsewhere }))).toBeUndefined()
  expect(await auth.resolveActing(new Headers({ cookie: cookieOf(answer) }))).toBeDefined()
  await post('/change-password', { currentPassword: 'three cups of gunpowder', newPassword: person.password }, { cookie: cookieOf(answer) })
})

test('a forgotten password is chosen anew by a letter that works once', async () => {
  await using mailServer = await testMailServer()
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  const withMail = createAuth({ ...teamsNeeds(database.db), log, publicUrl, mail })
  const ask = (path: string, body: unknown) => withMail.handler(request(path, body))
  expect((await ask('/request-password-reset', { email: 'nobody@tea.example' })).status).toBe(200)
  expect((await ask('/request-password-reset', { email: person.email })).status).toBe(200)
  await expect.poll(() => mailServer.letters.length, { timeout: 5000 }).toBe(1)
  const [letter] = mailServer.letters
  expect(letter).toMatchObject({ to: 'mei@tea.example', subject: '重設你的 Hearth 密碼' })
  const token = /reset-password\?token=([\w-]+)/.exec(letter?.text ?? '')?.[1]
  const reset = () => ask('/reset-password', { token, newPassword: 'white peony, twice' })
  expect((await reset()).status).toBe(200)
  expect((await reset()).status).toBe(400)
  expect((await post('/sign-in/email', { email: person.email, password: 'white peony, twice' })).status).toBe(200)
  expect(logged.join()).not.toContain(token)
  const { entries } = await listAudit(database.db, { workspaceId, limit: 10 })
  expect(entries.map(({ action }) => action)).toEqual([
    'teams.resetPassword',
    'teams.changePassword',
    'teams.changePassword',
    'teams.setUp',
  ])
})

async function signIn(): Promise<string> {
  const answer = await post('/sign-in/email', { email: person.email, password: person.password })
  expect(answer.status).toBe(200)
  return cookieOf(answer)
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return auth.handler(request(path, body, headers))
}

/** Each from an address of its own unless one is given. */
function request(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  callers += 1
  return new Request(`${publicUrl}/api/auth${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: publicUrl, 'x-hearth-ip': `192.0.2.${callers}`, ...headers },
  })
}

function cookieOf(answer: Response): string {
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  return set.find((cookie) => cookie.includes('session_token')) ?? ''
}
