import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, connectWithout, signInAndBack } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setRedditStage } from './test-stage.ts'

let stage: ClockedStage
beforeAll(async () => {
  stage = await setRedditStage()
})
afterAll(() => stage.close())

function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
  return { ...stage.request('login', {}), ...more }
}

const signIn = (answer: Answer = {}) => signInAndBack(stage, connecting, answer)

test('an account is connected for good, with a token of an hour that is renewed with the same grant', async () => {
  const connected = valueOf(await connecting.finish({ ...request(), ...(await signIn()) }))
  expect(connected).toMatchObject({
    externalId: stage.profile.id,
    handle: 'campfire',
    displayName: 'Campfire',
    profileUrl: `${stage.origin}/user/campfire/`,
    scopes: ['edit', 'flair', 'history', 'identity', 'privatemessages', 'read', 'submit'],
  })
  expect(connected.secret.expiresAt?.toString()).toBe('2026-11-24T10:00:00Z')
  const access = await stage.connect()
  stage.pass({ hours: 2 })
  const read = () => connecting.readDestination?.('test', access, stage.environment())
  expect(await read()).toMatchObject({ ok: false, trouble: { kind: 'signed-out', reason: { code: 'token-expired' } } })
  const renewed = valueOf(await connecting.refresh(access, stage.environment()))
  const fresh = { ...access, secret: JSON.parse(JSON.stringify(renewed.value)) }
  expect(await connecting.readDestination?.('test', fresh, stage.environment())).toMatchObject({ ok: true })
  expect(await connecting.revoke(fresh, stage.environment())).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.refresh(fresh, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
})

test('who declines, changes the state or comes twice is told so', async () => {
  expect(troubleOf(await connecting.finish({ ...request(), ...(await signIn({ deny: true })) })).reason.code).toBe('sign-in-denied')
  const { parameters, pending } = await signIn()
  const strange = { ...parameters, state: 'guessed' }
  expect(troubleOf(await connecting.finish({ ...request(), parameters: strange, pending })).reason.code).toBe('sign-in-mixed-up')
  expect(await connecting.finish({ ...request(), parameters, pending })).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.finish({ ...request(), parameters, pending })).reason.code).toBe('sign-in-failed')
})

test('without keys, with wrong ones or without a name to write to, it says what to enter', async () => {
  const { client_id = '', client_secret = '' } = stage.standIn.options
  expect(await asked(undefined)).toBe('app-missing')
  expect(await asked({ client_id, client_secret: 'another', contact: 'embertea' })).toBe('app-refused')
  expect(await asked({ client_id, client_secret, contact: 'two words' })).toBe('contact-odd')
})

test('a right that is needed and missing is named; without messages there is an account, and it says what it lacks', async () => {
  expect(troubleOf(await connecting.finish({ ...request(), ...(await signIn({ without: ['submit', 'edit'] })) })).reason).toEqual({
    code: 'rights-missing',
    params: { rights: 'submit, edit' },
  })
  const { limits } = await connectWithout(stage, connecting, 'privatemessages')
  expect(connecting.lacks?.(limits)).toEqual([{ code: 'inbox-not-allowed' }])
  expect(connecting.lacks?.((await stage.connect()).limits)).toEqual([])
})

test('a community is read into the limits, newest first and once; one that is not there or closed is told so', async () => {
  const access = await stage.connect()
  const read = async (name: string, limits = access.limits) =>
    connecting.readDestination?.(name, { ...access, limits }, stage.environment())
  const first = valueOf((await read('teatalk')) ?? fail())
  const second = valueOf((await read('r/pics', first)) ?? fail())
  const third = valueOf((await read('/r/TeaTalk/', second)) ?? fail())
  expect(third).toMatchObject({
    hears: true,
    communities: [
      {
        name: 'TeaTalk',
        requirements: { is_flair_required: true, title_text_min_length: 15 },
        flairs: [{ text: 'Review' }, { text: 'Question' }],
        rules: [{ title: 'Be kind' }, { title: 'No advertising' }],
      },
      { name: 'pics', takes: { self: false, image: true, video: false, poll: false }, flairs: [] },
    ],
  })
  const codes = ['nowhere', 'backroom', 'no name'].map(async (name) => troubleOf((await read(name)) ?? fail()).reason.code)
  expect(await Promise.all(codes)).toEqual(['community-not-there', 'community-private', 'community-name-odd'])
  expect(valueOf((await read('teahouse')) ?? fail())).toMatchObject({ communities: [{ name: 'teahouse', open: false }] })
})

/** What is said to whoever begins with these keys. */
async function asked(keys: Readonly<Record<string, string>> | undefined): Promise<string> {
  const apps = { find: async () => keys, keep: async () => undefined }
  return troubleOf(await connecting.begin(request({ apps }))).reason.code
}

function fail(): never {
  throw new Error('This network reads no destinations.')
}
