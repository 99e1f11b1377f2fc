import { ask, type Call, type Place, png, post } from './test-compared-wire.ts'

/** About signing in, and who is who. */
export const beginning: readonly [string, Call][] = [
  ['signing in', (at) => post({ origin: at.origin }, 'com.atproto.server.createSession', { identifier: at.handle, password: at.password })],
  [
    'signing in with the wrong password',
    (at) => post({ origin: at.origin }, 'com.atproto.server.createSession', { identifier: at.handle, password: 'x' }),
  ],
  [
    'signing in as nobody',
    (at) => post({ origin: at.origin }, 'com.atproto.server.createSession', { identifier: 'nobody.test', password: 'x' }),
  ],
  ['signing in without a password', (at) => post({ origin: at.origin }, 'com.atproto.server.createSession', { identifier: at.handle })],
  [
    'signing in with half a body',
    (at) =>
      ask(at.origin, 'com.atproto.server.createSession', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"identi',
      }),
  ],
  [
    'signing in with a form',
    (at) =>
      ask(at.origin, 'com.atproto.server.createSession', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'identifier=x',
      }),
  ],
  ['signing in with nothing', (at) => ask(at.origin, 'com.atproto.server.createSession', { method: 'POST' })],
  ['the session', (at) => ask(at.origin, 'com.atproto.server.getSession', { headers: { authorization: `Bearer ${at.access}` } })],
  ['the session without a token', (at) => ask(at.origin, 'com.atproto.server.getSession')],
  ['the session with nonsense', (at) => ask(at.origin, 'com.atproto.server.getSession', { headers: { authorization: 'Bearer x.y.z' } })],
  ['the session with a strange scheme', (at) => ask(at.origin, 'com.atproto.server.getSession', { headers: { authorization: 'Token x' } })],
  [
    'the session with the refresh token',
    (at) => ask(at.origin, 'com.atproto.server.getSession', { headers: { authorization: `Bearer ${at.refresh}` } }),
  ],
  [
    'refreshing with the access token',
    (at) => ask(at.origin, 'com.atproto.server.refreshSession', { method: 'POST', headers: { authorization: `Bearer ${at.access}` } }),
  ],
  [
    'refreshing',
    (at) => ask(at.origin, 'com.atproto.server.refreshSession', { method: 'POST', headers: { authorization: `Bearer ${at.refresh}` } }),
  ],
  [
    'refreshing again with the same token',
    (at) => ask(at.origin, 'com.atproto.server.refreshSession', { method: 'POST', headers: { authorization: `Bearer ${at.refresh}` } }),
  ],
  ['whose a handle is', (at) => ask(at.origin, `com.atproto.identity.resolveHandle?handle=${at.handle}`)],
  ['whose an unknown handle is', (at) => ask(at.origin, 'com.atproto.identity.resolveHandle?handle=nobody.test')],
  ['whose something that is no handle is', (at) => ask(at.origin, 'com.atproto.identity.resolveHandle?handle=no_handle')],
  ['whose no handle is', (at) => ask(at.origin, 'com.atproto.identity.resolveHandle')],
  ['a token for another service', (at) => vouch(at, 'aud=did:web:video.bsky.app&lxm=app.bsky.video.getUploadLimits')],
  ['a token for another service from nobody', (at) => vouch({ ...at, access: '' }, 'aud=did:web:video.bsky.app')],
  ['a token for nobody', (at) => vouch(at, 'lxm=app.bsky.video.getUploadLimits')],
  ['a token for something that is no service', (at) => vouch(at, 'aud=video.bsky.app')],
  ['a token that has run out', (at) => vouch(at, 'aud=did:web:video.bsky.app&exp=1000')],
  ['a token for ever', (at) => vouch(at, 'aud=did:web:video.bsky.app&lxm=app.bsky.video.getUploadLimits&exp=9000000000')],
  ['a token for a strange method', (at) => vouch(at, 'aud=did:web:video.bsky.app&lxm=fly')],
  ['a token for what only the person may', (at) => vouch(at, 'aud=did:web:video.bsky.app&lxm=com.atproto.server.updateEmail')],
  ['an upload', async (at) => ({ status: 200, body: at.blob })],
  [
    'an upload without a token',
    (at) => ask(at.origin, 'com.atproto.repo.uploadBlob', { method: 'POST', headers: { 'content-type': 'image/png' }, body: png }),
  ],
  [
    'an upload of nothing',
    (at) =>
      ask(at.origin, 'com.atproto.repo.uploadBlob', {
        method: 'POST',
        headers: { authorization: `Bearer ${at.access}`, 'content-type': 'image/png' },
      }),
  ],
]

function vouch({ origin, access }: Place, query: string) {
  return ask(origin, `com.atproto.server.getServiceAuth?${query}`, { headers: { authorization: `Bearer ${access}` } })
}

/** What ends a session comes last. */
export const ending: readonly [string, Call][] = [
  [
    'signing out',
    (at) => ask(at.origin, 'com.atproto.server.deleteSession', { method: 'POST', headers: { authorization: `Bearer ${at.refresh}` } }),
  ],
  [
    'refreshing after signing out',
    (at) => ask(at.origin, 'com.atproto.server.refreshSession', { method: 'POST', headers: { authorization: `Bearer ${at.refresh}` } }),
  ],
  ['signing out without a token', (at) => ask(at.origin, 'com.atproto.server.deleteSession', { method: 'POST' })],
]
