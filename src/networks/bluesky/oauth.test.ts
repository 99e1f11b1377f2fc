import { afterAll, beforeAll, expect, test } from 'vitest'

import { answerSignIn } from '#testing/bluesky-sign-in'

import type { AccountAccess, Connected, Delivery } from '../network.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { type BlueskyStage, setBlueskyStage } from './test-stage.ts'

let stage: BlueskyStage
beforeAll(async () => {
  stage = await setBlueskyStage()
})
afterAll(() => stage?.close())

async function begin(identifier: string, changes: { readonly publicUrl?: string } = {}) {
  return connecting.begin({ ...stage.request('oauth', { identifier }), ...changes })
}

async function sentAway(identifier: string) {
  const begun = await begin(identifier)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(`Nobody was sent away: ${JSON.stringify(begun)}`)
  // Another process may go on with it: all that is needed went through the database.
  return { ...begun.value, pending: JSON.parse(JSON.stringify(begun.value.pending)) }
}

async function signIn(identifier = stage.account.handle): Promise<Connected> {
  const { redirect, pending } = await sentAway(identifier)
  const parameters = await answerSignIn(redirect, { account: stage.account, answer: 'consent' })
  const finished = await connecting.finish({ ...stage.request('oauth', {}), parameters, pending })
  if (!finished.ok) throw new Error(`The sign-in failed: ${JSON.stringify(finished.trouble)}`)
  return finished.value
}

function accessOf({ externalId, settings, secret }: Connected): AccountAccess {
  return { externalId, settings, limits: {}, secret: JSON.parse(JSON.stringify(secret.value)) }
}

async function publish(access: AccountAccess): Promise<Delivery> {
  let job: Delivery = { access, content: stage.content, prepared: publishing.prepare(stage.content, Temporal.Now.instant()), results: {} }
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, stage.environment())
    if (!done.ok) throw new Error(`${step.name}: ${JSON.stringify(done.trouble)}`)
    job = { ...job, results: { ...job.results, [step.name]: done.value } }
  }
  return job
}

test('signing in on the server connects the account, and posts can be made and taken down', async () => {
  const connected = await signIn()
  expect(connected).toMatchObject({ externalId: stage.account.did, handle: stage.account.handle })
  expect(connected.secret.expiresAt?.epochMilliseconds).toBeGreaterThan(Date.now())
  const job = await publish(accessOf(connected))
  expect(await stage.live()).toContain(publishing.published(job).externalId)
  await expect(publishing.takeDown?.(job, stage.environment())).resolves.toMatchObject({ ok: true })
  expect(await stage.live()).toEqual([])
})

test('the server’s address serves as well as a handle', async () => {
  expect(await signIn(stage.server.pds)).toMatchObject({ externalId: stage.account.did })
})

test('a refresh gives new tokens that work, and using the old ones again says signed-out', async () => {
  const access = accessOf(await signIn())
  const fresh = await connecting.refresh(access, stage.environment())
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.trouble))
  expect(fresh.value.value).not.toEqual(access.secret)
  const job = await publish({ ...access, secret: JSON.parse(JSON.stringify(fresh.value.value)) })
  await publishing.takeDown?.(job, { ...stage.environment() })
  await expect(connecting.refresh(access, stage.environment())).resolves.toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

test('a server that is down while refreshing is a passing fault', async () => {
  const access = accessOf(await signIn())
  const down = stage.environment({ fetch: async () => new Response('', { status: 503 }) })
  await expect(connecting.refresh(access, down)).resolves.toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
})

test('after revoking nothing can be posted', async () => {
  const access = accessOf(await signIn())
  await expect(connecting.revoke(access, stage.environment())).resolves.toMatchObject({ ok: true })
  await expect(connecting.refresh(access, stage.environment())).resolves.toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

test('saying no on the server is told apart from mischief', async () => {
  const denied = await sentAway(stage.account.handle)
  const parameters = await answerSignIn(denied.redirect, { account: stage.account, answer: 'reject' })
  const finish = (given: Readonly<Record<string, string>>) =>
    connecting.finish({ ...stage.request('oauth', {}), parameters: given, pending: denied.pending })
  expect(await finish(parameters)).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'sign-in-denied' } } })
  expect(await finish({ ...parameters, state: 'another' })).toMatchObject({ ok: false, trouble: { reason: { code: 'sign-in-mixed-up' } } })
  expect(await finish({ code: 'cod-made-up', state: denied.state, iss: stage.server.pds })).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected' },
  })
})

test('unknown names and servers that are none are said plainly', async () => {
  expect(await begin('nobody-at-all.test')).toMatchObject({ ok: false, trouble: { reason: { code: 'handle-not-found' } } })
  expect(await begin('not a handle')).toMatchObject({ ok: false, trouble: { reason: { code: 'handle-not-written-so' } } })
  expect(await begin(stage.server.plc)).toMatchObject({ ok: false, trouble: { reason: { code: 'server-without-sign-in' } } })
  expect(await begin(stage.account.handle, { publicUrl: 'http://hearth.example' })).toMatchObject({
    ok: false,
    trouble: { reason: { code: 'sign-in-needs-https' } },
  })
})

test('reached over https, Hearth is known by its document', () => {
  const document = connecting.clientDocument?.({
    ...stage.environment(),
    publicUrl: 'https://hearth.example',
    redirectUrl: 'https://hearth.example/oauth/bluesky/callback',
  })
  expect(document).toMatchObject({
    client_id: 'https://hearth.example/oauth/bluesky/client.json',
    redirect_uris: ['https://hearth.example/oauth/bluesky/callback'],
    dpop_bound_access_tokens: true,
  })
})
