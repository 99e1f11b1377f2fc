import { expect, test } from 'vitest'

import { cut, redact } from './redact.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOmFiYyJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ'

test.each([
  ['an Authorization header', 'Authorization: Bearer s3cr3t-value-1', 's3cr3t-value-1'],
  ['basic credentials in a header', 'authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['a DPoP proof', `DPoP: ${jwt}`, 'c2lnbmF0dXJl'],
  ['a JWT anywhere', `the token was ${jwt}, sadly`, 'eyJzdWIi'],
  ['a token in a query', 'https://x.example/?a=1&access_token=s3cr3t&b=2', 's3cr3t'],
  ['the code of a sign-in', 'GET /oauth/bluesky/callback?state=abc&code=s3cr3t', 's3cr3t'],
  ['a token in JSON', '{"accessJwt":"s3cr3t","handle":"ada.example"}', 's3cr3t'],
  ['a token with quotes inside', '{"refresh_token":"s3\\"cr3t"}', 'cr3t'],
  ['a token cut off', '{"refresh_token":"s3cr3t', 's3cr3t'],
  ['an app password', 'signed in with abcd-ef12-ghij-3456 today', 'abcd-ef12'],
  ['a password in a form', 'identifier=ada&password=hunter2%21', 'hunter2'],
  ['a password with spaces in JSON', '{"password": "correct horse battery"}', 'horse'],
  ['cookies', 'Cookie: session=abc; theme=dark', 'abc'],
  ['cookies set', '{"set-cookie":["sid=abc; HttpOnly"]}', 'sid=abc'],
  ['a password in an address', 'smtps://mailer:hunter2@mail.example:465', 'hunter2'],
  ['a database password', 'postgres://hearth:p%40ss@db.example/hearth', 'p%40ss'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----', 'MIGHAgEA'],
  ['a token in a path', 'GET https://api.example/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe', 'AAHdqTcvCH1vGWJxfSeof'],
  ['a client secret', 'client_secret: "s3cr3t"', 's3cr3t'],
])('hides %s', (_name, text, secret) => {
  expect(text).toContain(secret)
  expect(redact(text)).not.toContain(secret)
})

test('keeps what is not secret', () => {
  const text =
    'POST https://pds.example/xrpc/com.atproto.repo.createRecord answered 502: {"error":"UpstreamFailure","message":"Try again in 5 s"}'
  expect(redact(text)).toBe(text)
  expect(redact('{"password":"x","handle":"ada.example"}')).toContain('ada.example')
  expect(redact('?access_token=abc&page=2')).toContain('page=2')
  const id = '019c2f1e-7a3b-7c4d-8e5f-0123456789ab'
  expect(redact(id)).toBe(id)
})

test.each(['password ', 'a-', 'a://b:', 'eyJ-', 'Bearer ', '"token":"', 'cookie: ', '-----BEGIN '])(
  'a long text of nothing but %s comes to an end',
  // A pattern that goes back and forth would take hours for this, whatever the machine.
  (piece) => {
    expect(typeof redact(piece.repeat(20_000))).toBe('string')
  },
  60_000,
)

test('cuts without leaving half a character', () => {
  expect(cut('short')).toBe('short')
  expect(cut('abcdef', 4)).toBe('abc…')
  expect(cut('ab😀cd', 4)).toBe('ab…')
})
