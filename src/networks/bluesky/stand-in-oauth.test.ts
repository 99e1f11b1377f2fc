import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, Connected, Delivery, PostContent } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { bluesky } from './index.ts'
import { publishing } from './publishing.ts'
import { standIn as kind } from './stand-in.ts'

const content: PostContent = { parts: [{ text: 'Signed in', media: [] }], languages: ['en'], settings: {} }

let stage: StandInStage
let ahead = Temporal.Duration.from({ seconds: 0 })
beforeAll(async () => {
  stage = await standInStage({ network: bluesky, kind, content, now: () => Temporal.Now.instant().add(ahead) })
})
afterAll(() => stage?.close())

/** Hearth keeps the machine's time, wherever the sandbox's has got to. */
function environment() {
  return stage.environment({ now: () => Temporal.Now.instant() })
}

async function sentAway(identifier = stage.profile.handle) {
  const begun = await connecting.begin({ ...stage.request('oauth', { identifier }), ...environment() })
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(`Nobody was sent away: ${JSON.stringify(begun)}`)
  return { ...begun.value, pending: JSON.parse(JSON.stringify(begun.value.pending)) }
}

async function finish(pending: AccountAccess['secret'], back: string) {
  const parameters = Object.fromEntries(new URL(back).searchParams)
  return connecting.finish({ ...stage.request('oauth', {}), ...environment(), parameters, pending })
}

async function signIn(): Promise<AccountAccess> {
  const { redirect, pending } = await sentAway()
  const finished = await finish(pending, await stage.standIn.approve(redirect, { profileId: stage.profile.id }))
  if (!finished.ok) throw new Error(JSON.stringify(finished.trouble))
  return accessOf(finished.value)
}

function accessOf({ externalId, settings, secret }: Connected): AccountAccess {
  return JSON.parse(JSON.stringify({ externalId, settings, limits: {}, secret: secret.value }))
}

function publish(access: AccountAccess) {
  const job: Delivery = { access, content, prepared: publishing.prepare(content, Temporal.Now.instant()), results: {} }
  return publishing.perform({ name: 'part 1', final: true }, job, environment())
}

async function whoAmI(authorization: string) {
  const answer = await fetch(`${stage.origin}/xrpc/com.atproto.server.getSession`, { headers: { authorization } })
  return { status: answer.status, error: JSON.parse(await answer.text()).error, nonce: answer.headers.has('dpop-nonce') }
}

test('signing in connects the profile, and posts can be made', async () => {
  const access = await signIn()
  expect(access.externalId).toBe(stage.profile.id)
  expect(await publish(access)).toMatchObject({ ok: true })
  expect(stage.standIn.posts({ profileId: stage.profile.id })[0]).toMatchObject({ text: 'Signed in' })
})

test('a person approves on the page, which names who asks and knows who was meant', async () => {
  const { redirect, pending } = await sentAway(stage.friend.handle)
  const shown = await (await fetch(redirect)).text()
  expect(shown).toContain('localhost')
  expect(shown).toMatch(new RegExp(`value="${stage.friend.id}"\\s+checked`))
  const { searchParams } = new URL(redirect)
  const answer = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({
      client_id: searchParams.get('client_id') ?? '',
      request_uri: searchParams.get('request_uri') ?? '',
      ...fields,
    })
    return fetch(new URL('/oauth/authorize', redirect), { method: 'POST', body, redirect: 'manual' })
  }
  expect((await answer({ answer: 'approve' })).status).toBe(200)
  const approved = await answer({ answer: 'approve', profile: stage.friend.id })
  expect(approved.status).toBe(303)
  expect(await finish(pending, approved.headers.get('location') ?? '')).toMatchObject({ ok: true, value: { externalId: stage.friend.id } })
  expect((await answer({ answer: 'approve', profile: stage.friend.id })).status).toBe(400)
})

test('saying no is told, and a request can be answered once, for five minutes', async () => {
  const denied = await sentAway()
  const back = await stage.standIn.approve(denied.redirect, { profileId: stage.profile.id, deny: true })
  expect(await finish(denied.pending, back)).toMatchObject({ ok: false, trouble: { reason: { code: 'sign-in-denied' } } })
  await expect(stage.standIn.approve(denied.redirect, { profileId: stage.profile.id })).rejects.toThrow('too old')
  const late = await sentAway()
  ahead = ahead.add({ minutes: 6 })
  await expect(stage.standIn.approve(late.redirect, { profileId: stage.profile.id })).rejects.toThrow('too old')
})

test('a code works once; used again it ends the grant it made', async () => {
  const { redirect, pending } = await sentAway()
  const back = await stage.standIn.approve(redirect, { profileId: stage.profile.id })
  const first = await finish(pending, back)
  if (!first.ok) throw new Error(JSON.stringify(first.trouble))
  expect(await finish(pending, back)).toMatchObject({ ok: false, trouble: { reason: { code: 'sign-in-too-old' } } })
  expect(await connecting.refresh(accessOf(first.value), environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

test('tokens run out after an hour; a refresh gives new ones, and an old refresh token ends the grant', async () => {
  const access = await signIn()
  ahead = ahead.add({ minutes: 61 })
  expect(await publish(access)).toMatchObject({ ok: false, trouble: { kind: 'signed-out', reason: { code: 'token-expired' } } })
  const fresh = await connecting.refresh(access, environment())
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.trouble))
  const renewed = { ...access, secret: JSON.parse(JSON.stringify(fresh.value.value)) }
  expect(await publish(renewed)).toMatchObject({ ok: true })
  expect(await connecting.refresh(access, environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  expect(await connecting.refresh(renewed, environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

test('a grant lives two weeks, and ends when it is revoked by either side', async () => {
  const [old, ended, withdrawn] = [await signIn(), await signIn(), await signIn()]
  expect(await connecting.revoke(ended, environment())).toMatchObject({ ok: true })
  expect(await publish(ended)).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  ahead = ahead.add({ hours: 24 * 15 })
  expect(await connecting.refresh(old, environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  stage.standIn.revoke(stage.profile.id)
  expect(await connecting.refresh(withdrawn, environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

test('a token without its proof, with another key’s proof or as a plain one is worth nothing', async () => {
  const [one, other] = [await signIn(), await signIn()]
  const mixed = JSON.parse(JSON.stringify(one))
  mixed.secret.session.tokenSet.access_token = JSON.parse(JSON.stringify(other)).secret.session.tokenSet.access_token
  expect(await publish(mixed)).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  const token: string = mixed.secret.session.tokenSet.access_token
  expect(await whoAmI(`DPoP ${token}`)).toEqual({ status: 401, error: 'invalid_token', nonce: true })
  expect(await whoAmI(`Bearer ${token}`)).toEqual({ status: 400, error: 'InvalidToken', nonce: false })
})

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A proof of that key, as a client makes it. */
function prove(claims: Readonly<Record<string, unknown>>): string {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const signed = `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${encode({ iat: Math.floor(Date.now() / 1000), jti: randomUUID(), htm: 'POST', ...claims })}`
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

const request = {
  client_id: 'http://localhost?redirect_uri=http%3A%2F%2F127.0.0.1%2F&scope=atproto',
  response_type: 'code',
  redirect_uri: 'http://127.0.0.1/',
  scope: 'atproto',
  state: 'x',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
}

/** Deposits a request; with the present nonce unless the proof says otherwise. */
async function push(changes: Readonly<Record<string, string>> = {}, proof: Readonly<Record<string, unknown>> | string = {}) {
  const htu = `${stage.origin}/oauth/par`
  const nonce = (await fetch(htu)).headers.get('dpop-nonce')
  const dpop = typeof proof === 'string' ? proof : prove({ htu, nonce, ...proof })
  const headers: Record<string, string> = dpop === '' ? {} : { dpop }
  const answer = await fetch(htu, { method: 'POST', headers, body: new URLSearchParams({ ...request, ...changes }) })
  return { status: answer.status, error: JSON.parse(await answer.text()).error, dpop }
}

test.each([
  ['without a proof', {}, '', 'invalid_dpop_proof'],
  ['with nonsense for a proof', {}, 'a.b.c', 'invalid_dpop_proof'],
  ['without a nonce', {}, { nonce: undefined }, 'use_dpop_nonce'],
  ['with another nonce', {}, { nonce: 'old' }, 'use_dpop_nonce'],
  ['with an old proof', {}, { iat: 1_700_000_000 }, 'invalid_dpop_proof'],
  ['with a proof of another method', {}, { htm: 'GET' }, 'invalid_dpop_proof'],
  ['with a proof for another address', {}, { htu: 'https://elsewhere.example/oauth/par' }, 'invalid_dpop_proof'],
  ['of a client nobody knows', { client_id: 'nobody' }, {}, 'invalid_client'],
  ['of a client called by http', { client_id: 'http://hearth.example/client.json' }, {}, 'invalid_client'],
  ['of a client whose document cannot be read', { client_id: 'https://127.0.0.1/client.json' }, {}, 'invalid_client_metadata'],
  ['to come back elsewhere', { redirect_uri: 'http://127.0.0.1/elsewhere' }, {}, 'invalid_request'],
  ['for more than the client is registered for', { scope: 'atproto transition:generic' }, {}, 'invalid_scope'],
  ['without PKCE', { code_challenge: '' }, {}, 'invalid_request'],
])('a request %s is refused', async (_, changes, proof, error) => {
  expect(await push(changes, proof)).toMatchObject({ status: 400, error })
})

test('a proof is good for one request', async () => {
  const { status, dpop } = await push()
  expect(status).toBe(201)
  expect(await push({}, dpop)).toMatchObject({ status: 400, error: 'invalid_dpop_proof' })
})
