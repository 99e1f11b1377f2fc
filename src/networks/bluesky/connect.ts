import type { Json } from '#kit/json'

import type { AccountAccess, Connecting, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { endAppPasswordSession, refreshAppPassword, signInWithAppPassword } from './app-password.ts'
import { messagesIn } from './chat-right.ts'
import { beginOAuth, clientDocument, finishOAuth, refreshOAuth, revokeOAuth } from './oauth.ts'
import { secretSchema, settingsSchema } from './session.ts'
import { readLimits } from './upload-limits.ts'

export const connecting: Connecting = {
  ways: [
    {
      id: 'oauth',
      fields: [
        { name: 'identifier', kind: 'text', required: true, placeholder: 'name.bsky.social' },
        { name: 'no_messages', kind: 'yes-no', required: false },
      ],
    },
    {
      id: 'app-password',
      fields: [
        { name: 'identifier', kind: 'text', required: true, placeholder: 'name.bsky.social' },
        { name: 'password', kind: 'secret', required: true, placeholder: 'xxxx-xxxx-xxxx-xxxx' },
        { name: 'server', kind: 'url', required: false, placeholder: 'https://bsky.social' },
      ],
    },
  ],
  begin: async (request) => {
    if (request.way === 'oauth') return beginOAuth(request)
    const connected = await signInWithAppPassword(request)
    return connected.ok ? { ok: true, value: { connected: connected.value } } : connected
  },
  finish: finishOAuth,
  refresh,
  revoke,
  readLimits,
  lacks,
  clientDocument,
}

/** Everything else goes on without it. */
function lacks(limits: Json): readonly Reason[] {
  return messagesIn(limits) === 'refused' ? [{ code: 'messages-not-allowed' }] : []
}

async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const secret = secretSchema.parse(access.secret)
  if (secret.kind === 'oauth') return refreshOAuth(secret, environment)
  return refreshAppPassword(secret, settingsSchema.parse(access.settings).pds, environment)
}

async function revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const secret = secretSchema.parse(access.secret)
  if (secret.kind === 'oauth') return revokeOAuth(secret, environment)
  return endAppPasswordSession(secret, settingsSchema.parse(access.settings).pds, environment)
}
