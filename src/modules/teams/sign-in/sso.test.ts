import { afterAll, beforeAll, expect, test } from 'vitest'

import { guardedFetch } from '#kit/http'
import { openLog } from '#kit/log'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testIdentityProvider, type TestProvider } from '#testing/identity-provider'
import { teamsNeeds } from '#testing/teams'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import type { Acting, Call } from '../acting.ts'
import { listAudit } from '../audit/list-audit.ts'
import { createAuth, type SignIn } from '../auth.ts'
import { invite } from '../invite.ts'
import type { TeamsNeeds } from '../needs.ts'
import { removeMember } from '../remove-member.ts'
import { mySignIn } from './my-sign-in.ts'
import { redirectUriOf } from './provider-of.ts'
import { removeSso } from './remove-sso.ts'
import { sessions } from './sessions.ts'
import { setSso } from './set-sso.ts'
import { TestBrowser } from './test-browser.ts'

const publicUrl = 'https://hearth.tea.example'

let database: TestDatabase
let needs: TeamsNeeds
let provider: TestProvider
let auth: SignIn
let house: TestWorkspace
let bakery: TestWorkspace
/** Someone in between who changes what the provider answers. */
let change: (url: string, body: string) => string = (_url, body) => body
let browsers = 0

beforeAll(async () => {
  database = await testDatabase()
  house = await testWorkspace(database.db)
  bakery = await testWorkspace(database.db)
  provider = await testIdentityProvider()
  provider.register([house, bakery].map(({ workspaceId }) => redirectUriOf(publicUrl, workspaceId)))
  const guarded = guardedFetch({ allowOrigins: [provider.issuer] })
  needs = teamsNeeds(database.db, {
    publicUrl,
    fetch: () => async (input, init) => {
      const answer = await guarded(input, init)
      return new Response(change(addressOf(input), await answer.text()), {
        status: answer.status,
        headers: { 'content-type': 'application/json' },
      })
    },
  })
  auth = createAuth({ ...needs, log: openLog({ level: 'silent' }) })
  await setSso(needs, callOf(house), { ...settings(), letsIn: true })
})
afterAll(async () => {
  await provider[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

test('an owner’s provider must answer, its secret is sealed and nowhere to be read', async () => {
  const elsewhere = { ...settings(), issuer: 'http://10.0.0.1' }
  await expect(setSso(needs, callOf(house), elsewhere)).rejects.toMatchObject({ code: 'SSO_UNREACHABLE' })
  const row = await database.db.selectFrom('teams.sso').selectAll().executeTakeFirstOrThrow()
  expect(row.client_secret).toMatch(/^v1\./)
  const { entries } = await listAudit(database.db, { workspaceId: house.workspaceId, limit: 10 })
  expect(entries).toMatchObject([
    { action: 'signIn.setSso', after: { issuer: provider.issuer, domains: ['tea.example'], letsIn: true, role: 'publisher' } },
  ])
  expect(JSON.stringify(entries)).not.toContain(row.client_secret)
})

test('a new person comes in with the role the owner chose, by the provider’s name for them from then on', async () => {
  provider.people.set('mei', { subject: 'mei', email: 'Mei@Tea.example', name: 'Mei Lin' })
  const first = await comeIn('mei', { next: '/calendar' })
  expect(first.location).toBe('/calendar')
  const acting = await first.browser.acting()
  expect(acting).toMatchObject({ name: 'Mei Lin', role: 'publisher', workspaceId: house.workspaceId, session: { way: 'sso' } })
  provider.people.set('mei', { subject: 'mei', email: 'mei.lin@tea.example', name: 'Mei Lin' })
  expect((await (await comeIn('mei')).browser.acting())?.userId).toBe(acting?.userId)
  expect(acting && (await sessions(database.db, acting))).toMatchObject([{ way: 'sso', browser: 'Chrome', system: 'Windows' }, {}])
})

test('an address must be verified and of a domain the owner allows', async () => {
  provider.people.set('eve', { subject: 'eve', email: 'eve@tea.example', verified: false })
  expect((await comeIn('eve')).location).toBe('/sign-in?trouble=SSO_EMAIL_NOT_VERIFIED')
  provider.people.set('eve', { subject: 'eve', email: 'eve@tea.example.evil.example' })
  expect((await comeIn('eve')).location).toBe('/sign-in?trouble=SSO_WRONG_DOMAIN')
  expect((await comeIn(undefined)).location).toBe('/sign-in?trouble=SSO_CANCELLED')
})

test('a workspace’s provider opens that workspace alone, and nothing of the person’s own', async () => {
  const { db } = database
  // The provider of one workspace vouches for a person who is an owner of another.
  await db.updateTable('teams.login').set({ email: 'owner@tea.example' }).where('id', '=', bakery.owner.userId).execute()
  provider.people.set('faker', { subject: 'faker', email: 'owner@tea.example' })
  const { browser } = await comeIn('faker')
  const acting = await browser.acting()
  expect(acting).toMatchObject({ userId: bakery.owner.userId, workspaceId: house.workspaceId, role: 'publisher' })
  expect(await browser.acting(bakery.workspaceId)).toBeUndefined()
  expect((await browser.post('/two-factor/enable', { password: 'whatever-it-is-7' })).status).toBe(403)
  expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
  expect(acting && (await mySignIn(db, acting))).toMatchObject({ changeable: false })
})

test('who is not let in needs an invitation, and who was removed stays out', async () => {
  await setSso(needs, callOf(house), { ...settings(), clientSecret: undefined, letsIn: false })
  provider.people.set('jo', { subject: 'jo', email: 'jo@tea.example' })
  expect((await comeIn('jo')).location).toBe('/sign-in?trouble=SSO_NOT_INVITED')
  await invite(needs, callOf(house), { email: 'jo@tea.example', role: 'agent' })
  const jo = await (await comeIn('jo')).browser.acting()
  expect(jo).toMatchObject({ role: 'agent' })
  await setSso(needs, callOf(house), { ...settings(), letsIn: true })
  await removeMember(needs, callOf(house), { memberId: jo?.memberId ?? '' })
  expect((await comeIn('jo')).location).toBe('/sign-in?trouble=SSO_NOT_INVITED')
})

test('an answer that was forged, repeated, late, or begun elsewhere signs nobody in', async () => {
  change = (url, body) => (url.endsWith('/token') ? body.replace(/("id_token":"[^".]+\.[^".]+\.)../, '$1AA') : body)
  expect((await comeIn('mei')).location).toBe('/sign-in?trouble=SSO_FAILED')
  change = (url, body) =>
    url.endsWith('/.well-known/openid-configuration') ? body.replaceAll(provider.issuer, 'http://evil.example') : body
  expect((await browserOf().post('/sso/start', { email: 'mei@tea.example' })).status).toBe(409)
  change = (_url, body) => body
  const [begun, other] = [browserOf(), browserOf()]
  const back = await answerOf(begun, 'mei')
  await other.post('/sso/start', { email: 'mei@tea.example' })
  expect((await other.get(back)).headers.get('location')).toBe('/sign-in?trouble=SSO_EXPIRED')
  const misled = back.replace(house.workspaceId, bakery.workspaceId)
  expect((await begun.get(misled)).headers.get('location')).toBe('/sign-in?trouble=SSO_EXPIRED')
  const again = browserOf()
  const right = await answerOf(again, 'mei')
  const mixedUp = new URL(right)
  mixedUp.searchParams.set('iss', 'https://other.example')
  expect((await again.get(mixedUp.href)).headers.get('location')).toBe('/sign-in?trouble=SSO_FAILED')
  expect((await again.get(right)).headers.get('location')).toBe('/sign-in?trouble=SSO_EXPIRED')
  for (const browser of [begun, other, again]) expect(await browser.acting()).toBeUndefined()
})

test('without an address the only provider is meant; an unknown domain has none; when it ends its sessions end', async () => {
  expect((await browserOf().post('/sso/start', {})).status).toBe(200)
  expect((await browserOf().post('/sso/start', { email: 'x@elsewhere.example' })).status).toBe(404)
  const { browser } = await comeIn('mei')
  const acting = await browser.acting()
  const bySso: Call = { acting: acting ?? fail(), path: 'signIn.removeSso', input: {} }
  expect(() => removeSso(needs, bySso)).toThrow(expect.objectContaining({ code: 'NOT_BY_SSO' }))
  await removeSso(needs, callOf(house))
  expect(await browser.acting()).toBeUndefined()
})

function fail(): never {
  throw new Error('Nobody is signed in')
}

function settings() {
  const { id: clientId, secret: clientSecret } = provider.client
  return { issuer: provider.issuer, clientId, clientSecret, domains: ['tea.example'], letsIn: true, role: 'publisher' } as const
}

/** The owner at their browser. */
function callOf({ owner }: TestWorkspace): Call {
  const call = owner.call('signIn.setSso', {})
  const acting: Acting = { ...call.acting, session: { id: crypto.randomUUID(), way: 'password' } }
  return { ...call, acting }
}

function browserOf(): TestBrowser {
  browsers += 1
  return new TestBrowser(auth, { ip: `192.0.2.${browsers}`, publicUrl })
}

async function comeIn(
  subject: string | undefined,
  { next }: { next?: string } = {},
): Promise<{ browser: TestBrowser; location: string | null }> {
  const browser = browserOf()
  const answer = await browser.get(await answerOf(browser, subject, next))
  return { browser, location: answer.headers.get('location') }
}

/** Goes to the provider, signs in there (or cancels), and tells the address that leads back. */
async function answerOf(browser: TestBrowser, subject: string | undefined, next?: string): Promise<string> {
  const started = await browser.post('/sso/start', { email: 'someone@tea.example', ...(next ? { next } : {}) })
  expect(started.status).toBe(200)
  const { url }: { url: string } = await started.json()
  const jar = new Map<string, string>()
  let at = url
  for (let step = 0; step < 8 && at.startsWith(provider.issuer); step += 1) {
    const isForm = at.includes('/interaction/')
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ') },
      ...(isForm ? { method: 'POST', body: new URLSearchParams(subject === undefined ? {} : { subject }) } : {}),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    at = new URL(answer.headers.get('location') ?? fail(), at).href
  }
  return at
}

function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : new URL(input).href
}
