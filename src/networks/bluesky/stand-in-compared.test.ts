import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { startBluesky, type TestAccount, type TestBluesky } from '#testing/bluesky'

import { serveStandIn } from '../serve-stand-in.ts'
import { standIn as kind } from './stand-in.ts'
import { beginning, ending } from './test-compared-sessions.ts'
import { type Answer, ask, type Place, png, post } from './test-compared-wire.ts'
import { middle } from './test-compared.ts'

let real: TestBluesky
let account: TestAccount
let served: Awaited<ReturnType<typeof serveStandIn>>
let places: { readonly real: Place; readonly standIn: Place }

beforeAll(async () => {
  real = await startBluesky()
  account = await real.createAccount('campfire')
  await real.createAccount('kindling')
  served = await serveStandIn((origin) =>
    kind.open({ now: () => Temporal.Now.instant(), origin, webOrigin: origin, fetch: globalThis.fetch, changed: () => undefined }),
  )
  const { standIn, origin } = served
  const profile = standIn.addProfile({ handle: 'campfire.test', displayName: 'Campfire' })
  standIn.addProfile({ handle: 'kindling.test', displayName: 'Kindling' })
  const { fields } = standIn.connectWith(profile.id)
  places = {
    real: await settle({ origin: real.pds, did: account.did, handle: account.handle, password: account.appPassword }),
    standIn: await settle({ origin, did: profile.id, handle: profile.handle, password: fields['password'] ?? '' }),
  }
})
afterAll(async () => {
  await served?.close()
  await real?.close()
})

async function settle(place: Omit<Place, 'access' | 'refresh' | 'blob'>): Promise<Place> {
  const session = await post({ origin: place.origin }, 'com.atproto.server.createSession', {
    identifier: place.handle,
    password: place.password,
  })
  const { accessJwt: access, refreshJwt: refresh } = z.object({ accessJwt: z.string(), refreshJwt: z.string() }).parse(session.body)
  const uploaded = await ask(place.origin, 'com.atproto.repo.uploadBlob', {
    method: 'POST',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'image/jpeg' },
    body: png,
  })
  return { ...place, access, refresh, blob: z.object({ blob: z.unknown() }).parse(uploaded.body).blob }
}

/** What may differ between two servers: who somebody is, tokens, commits, and the words of a refusal. */
function comparable({ status, body }: Answer, { did, handle, origin }: Place): unknown {
  const text = JSON.stringify(body).replaceAll(did, 'DID').replaceAll(origin, 'ORIGIN').replaceAll(handle, 'HANDLE')
  const shape: unknown = JSON.parse(text, (key, value: unknown) => {
    if (['accessJwt', 'refreshJwt', 'token', 'email', 'message', 'rev', 'publicKeyMultibase', 'appPasswords'].includes(key))
      return typeof value
    if (key === 'commit') return 'commit'
    // Some servers add where the account lives; whether an address was confirmed is no matter here.
    if (key === 'didDoc' || key === 'emailConfirmed') return undefined
    return value
  })
  return { status, body: shape }
}

test.each([...beginning, ...middle, ...ending])('the stand-in and the network’s own server software answer alike: %s', async (_, call) => {
  const answers = {
    real: comparable(await call(places.real), places.real),
    standIn: comparable(await call(places.standIn), places.standIn),
  }
  expect(answers.standIn).toEqual(answers.real)
})
