import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { answerSignIn } from '#testing/bluesky-sign-in'

import type { AccountAccess, Connected, NetworkEnvironment } from '../network.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { messagesRight } from './chat-right.ts'
import { askChat } from './chat-service.ts'
import { connecting } from './connect.ts'
import { post } from './test-compared-wire.ts'
import { type BlueskyStage, setBlueskyStage } from './test-stage.ts'

/** The network's own server software judges who may have messages; what it passes on comes back to itself, since nobody publishes the service. */
let stage: BlueskyStage
let options: NetworkEnvironment['options']
beforeAll(async () => {
  stage = await setBlueskyStage()
  options = { ...stage.server.options, chat: `${stage.friend.did}#atproto_pds` }
})
afterAll(() => stage?.close())

async function appPassword(privileged: boolean): Promise<string> {
  const { pds: origin } = stage.server
  const { handle: identifier, password } = stage.account
  const session = await post({ origin }, 'com.atproto.server.createSession', { identifier, password })
  const { accessJwt: access } = z.object({ accessJwt: z.string() }).parse(session.body)
  const made = await post({ origin, access }, 'com.atproto.server.createAppPassword', { name: `messages ${privileged}`, privileged })
  return z.object({ password: z.string() }).parse(made.body).password
}

async function withPassword(privileged: boolean): Promise<Connected> {
  const fields = { identifier: stage.account.handle, password: await appPassword(privileged) }
  const begun = valueOf(await connecting.begin({ ...stage.request('app-password', fields), options }))
  if (!('connected' in begun)) throw new Error('An app password connects at once.')
  return begun.connected
}

async function withGrant(fields: Readonly<Record<string, string>>): Promise<Connected> {
  const begun = valueOf(await connecting.begin({ ...stage.request('oauth', { identifier: stage.account.handle, ...fields }), options }))
  if (!('redirect' in begun)) throw new Error('Nobody was sent away.')
  const parameters = await answerSignIn(begun.redirect, { account: stage.account, answer: 'consent' })
  const pending = JSON.parse(JSON.stringify(begun.pending))
  return valueOf(await connecting.finish({ ...stage.request('oauth', {}), options, parameters, pending }))
}

function ask({ externalId, settings, secret }: Connected) {
  const access: AccountAccess = { externalId, settings, limits: {}, secret: JSON.parse(JSON.stringify(secret.value)) }
  return askChat({ method: 'chat.bsky.convo.getLog', answer: z.unknown() }, access, stage.environment({ options }))
}

test.each([
  ['an app password without the right', () => withPassword(false), ['com.atproto.appPass']],
  ['a grant without the right', () => withGrant({ no_messages: 'yes' }), ['atproto', 'transition:generic']],
] as const)('%s is known by its token, and refused by the server without being signed out', async (_, connect, scopes) => {
  const connected = await connect()
  expect(connected).toMatchObject({ scopes, limits: { messages: 'refused' } })
  expect(connecting.lacks?.(connected.limits ?? {})).toEqual([{ code: 'messages-not-allowed' }])
  expect(troubleOf(await ask(connected))).toMatchObject({ kind: 'rejected', reason: { code: 'messages-not-allowed' } })
})

test.each([
  ['an app password with the right', () => withPassword(true), ['com.atproto.appPassPrivileged']],
  ['a grant with the right', () => withGrant({}), ['atproto', 'transition:chat.bsky', 'transition:generic']],
] as const)('%s is passed on', async (_, connect, scopes) => {
  const connected = await connect()
  expect(connected).toMatchObject({ scopes, limits: { messages: 'allowed' } })
  expect(troubleOf(await ask(connected)).reason.code).not.toBe('messages-not-allowed')
  const fresh = valueOf(
    await connecting.refresh(
      { ...connected, limits: {}, secret: JSON.parse(JSON.stringify(connected.secret.value)) },
      stage.environment({ options }),
    ),
  )
  expect(messagesRight(JSON.parse(JSON.stringify(fresh.value)), options)).toBe('allowed')
})

test('a network of its own has no messages unless a service is named', () => {
  const secret = { kind: 'app-password', accessJwt: 'opaque', refreshJwt: 'opaque' }
  const rights = [{}, { plc: 'http://127.0.0.1:2582' }, { chat: 'none' }, { plc: 'http://127.0.0.1:2582', chat: 'did:web:chat.test#chat' }]
  expect(rights.map((each) => messagesRight(secret, each))).toEqual(['allowed', 'no-service', 'no-service', 'allowed'])
})
