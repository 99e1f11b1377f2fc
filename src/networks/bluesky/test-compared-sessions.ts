import { ask, type Call, png, post } from './test-compared-wire.ts'

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
