import { expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, signInAndBack } from '../test-sign-in.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { picture } from './test-content.ts'
import { runTo, setPinterestStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const setStage = stageForEach(setPinterestStage)
type Stage = Awaited<ReturnType<typeof setStage>>

async function finish(stage: Stage, answer: Answer = {}, more: Partial<ConnectRequest> = {}) {
  return connecting.finish({ ...stage.request('login', {}), ...more, ...(await signInAndBack(stage, connecting, answer)) })
}

test('an account is connected with its boards, for thirty days, by the app’s access', async () => {
  const stage = await setStage({ boards: () => [{ name: 'Tea', sections: ['Green'] }, { name: 'Bread' }] })
  const connected = valueOf(await finish(stage))
  const { secret, ...shown } = connected
  expect(shown).toMatchObject({
    externalId: stage.profile.id,
    handle: 'campfire',
    displayName: 'Campfire',
    profileUrl: `${stage.origin}/campfire/`,
    limits: {
      profile: { id: stage.profile.id, handle: 'campfire' },
      standard: true,
      sandbox: false,
      boards: [{ name: 'Tea', sections: [{ name: 'Green' }] }, { name: 'Bread' }],
    },
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'],
  })
  expect(secret.expiresAt?.toString()).toBe('2026-12-24T09:00:00Z')
  expect(connecting.lacks?.(connected.limits ?? {})).toEqual([])
  expect(JSON.stringify(shown)).not.toContain(stage.standIn.options['client_secret'])
})

test('health says what Trial access, the sandbox and having no board mean', async () => {
  const stage = await setStage({ standard: false, boards: () => [] })
  const { limits = {} } = valueOf(await finish(stage))
  expect(connecting.lacks?.(limits)).toEqual([{ code: 'trial-only' }, { code: 'no-boards' }])
  expect(connecting.lacks?.({ standard: true, sandbox: true })).toEqual([{ code: 'sandbox-only' }])
})

test('who cancels, changes the state, gives too little, or brings wrong keys is told so', async () => {
  const stage = await setStage()
  expect(troubleOf(await finish(stage, { deny: true })).reason.code).toBe('sign-in-denied')
  const { parameters, pending } = await signInAndBack(stage, connecting)
  const again = { ...stage.request('login', {}), parameters, pending }
  expect(troubleOf(await connecting.finish({ ...again, parameters: { ...parameters, state: 'guessed' } })).reason.code).toBe(
    'sign-in-mixed-up',
  )
  expect(await connecting.finish(again)).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.finish(again)).reason.code).toBe('sign-in-failed')
  expect(troubleOf(await finish(stage, { without: ['pins:write', 'boards:write'] })).reason).toEqual({
    code: 'right-missing',
    params: { missing: 'boards:write, pins:write' },
  })
  const none = { find: async () => undefined, keep: async () => undefined }
  expect(troubleOf(await connecting.begin({ ...stage.request('login', {}), apps: none })).reason.code).toBe('app-missing')
  const { client_id = '' } = stage.standIn.options
  const wrong = { ...none, find: async () => ({ client_id, client_secret: 'not this one' }) }
  const begun = await connecting.begin({ ...stage.request('login', {}), apps: wrong })
  if (!begun.ok || !('redirect' in begun.value)) throw new Error('Nobody was sent away.')
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  const said = { parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending }
  expect(troubleOf(await connecting.finish({ ...stage.request('login', {}), ...said })).reason.code).toBe('app-refused')
})

test('the sandbox and the real network are asked where they are', async () => {
  const stage = await setStage()
  const at = async (options: Readonly<Record<string, string>>) => {
    const begun = await connecting.begin({ ...stage.request('login', {}), options })
    return begun.ok && 'redirect' in begun.value ? [begun.value.redirect.split('?')[0], Object(begun.value.pending).api] : []
  }
  expect(await at({})).toEqual(['https://www.pinterest.com/oauth/', 'https://api.pinterest.com'])
  const api = 'https://api-sandbox.pinterest.com'
  expect(await at({ api: `${api}/` })).toEqual(['https://www.pinterest.com/oauth/', api])
})

test('tokens rotate: the new ones are kept, the old refresh token is spent, and a passing fault loses nothing', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  for (const status of [403, 408, 500, 503]) {
    const faulty = stage.environment({ fetch: async () => Response.json({ code: 0, message: 'No' }, { status }) })
    expect(troubleOf(await connecting.refresh(access, faulty)).kind).toBe('unavailable')
  }
  stage.pass({ hours: 24 * 31 })
  const job = startJob(access, picture, stage.environment().now())
  await expect(runTo(undefined, job, stage.environment())).rejects.toThrow('token-expired')
  const renewed = valueOf(await connecting.refresh(access, stage.environment()))
  await runTo(undefined, { ...job, access: { ...access, secret: renewed.value } }, stage.environment())
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
  const rekeyed = { ...access, secret: { ...Object(renewed.value), clientSecret: 'changed' } }
  expect(troubleOf(await connecting.refresh(rekeyed, stage.environment())).reason.code).toBe('app-refused')
  expect(troubleOf(await connecting.revoke(access, stage.environment())).reason.code).toBe('withdraw-there')
})

test('boards are read anew, over several pages, and the calendar too', async () => {
  const stage = await setStage({
    boards: (handle) => (handle === 'campfire' ? Array.from({ length: 300 }, (_, at) => ({ name: `B${at}` })) : []),
  })
  const access = await stage.connect()
  const limits = valueOf((await connecting.readLimits?.(access, stage.environment())) ?? { ok: true, value: null })
  expect(Object(limits).boards).toHaveLength(300)
  expect(Object(limits)).toMatchObject({ standard: true, profile: { handle: 'campfire' } })
  const pin = (text: string) => stage.standIn.act({ kind: 'post', by: stage.profile.id, text, images: [cup] }).id
  pin('Long ago')
  stage.pass({ hours: 48 })
  const since = stage.environment().now()
  const ids = Array.from({ length: 260 }, (_, index) => pin(`Pin ${index}`))
  const read = valueOf(await timeline.recent(since, access, stage.environment()))
  expect(read.map(({ externalId }) => externalId)).toEqual(ids.toReversed())
  expect(read[0]).toMatchObject({ text: 'Pin 259', media: 1, url: `${stage.origin}/pin/${ids.at(-1)}/` })
})

const cup = { bytes: new Uint8Array([1]), mimeType: 'image/png', alt: 'A cup' }
