import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connecting, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { ask } from './api.ts'
import { asKept, readInstance } from './instance.ts'
import { secretSchema, settingsSchema, signedIn, whoIs } from './session.ts'
import { beginSignIn, finishSignIn } from './sign-in.ts'

export const connecting: Connecting = {
  ways: [{ id: 'oauth', fields: [{ name: 'server', kind: 'url', required: true, placeholder: 'mastodon.social' }] }],
  begin: beginSignIn,
  finish: finishSignIn,
  refresh,
  revoke,
  readLimits,
}

/** Tokens do not run out here: the same secret again, if it still works. */
async function refresh({ settings, secret }: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const who = await whoIs(signedIn({ settings, secret }), environment)
  return who.ok ? { ok: true, value: { value: secret } } : who
}

/** A token that is already dead has ended. */
async function revoke({ settings, secret }: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { server } = settingsSchema.parse(settings)
  const { accessToken: token, clientId: client_id, clientSecret: client_secret } = secretSchema.parse(secret)
  const json = { client_id, client_secret, token }
  const ended = await ask({ server, method: 'POST', path: '/oauth/revoke', send: { json }, answer: z.unknown() }, environment)
  if (ended.ok || ended.trouble.kind === 'signed-out') return { ok: true, value: undefined }
  // A server that has forgotten the app has forgotten its tokens as well.
  return ended.trouble.reason.code === 'app-forgotten' ? { ok: true, value: undefined } : ended
}

async function readLimits({ settings, secret }: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const instance = await readInstance(signedIn({ settings, secret }), environment)
  return instance.ok ? { ok: true, value: asKept(instance.value.limits) } : instance
}
