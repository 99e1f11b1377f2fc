import { z } from 'zod'

import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { ask } from './api.ts'
import { addressIn, type SignedIn, signedIn } from './session.ts'

export const connecting: Connecting = {
  ways: [{ id: 'key', fields: [{ name: 'key', kind: 'secret', required: true }] }],
  begin,
  finish: () => Promise.reject(new Error('Nobody is sent to Parlour, so nobody comes back from there.')),
  refresh,
  // No call ends a key: it is forgotten here, and its owner takes it back under Settings.
  revoke: async () => ({ ok: true, value: undefined }),
}

async function begin(request: ConnectRequest): Promise<Outcome<{ readonly connected: Connected }>> {
  const at = { address: addressIn(request.options), key: (request.fields['key'] ?? '').trim() }
  const who = await whoIs(at, request)
  if (!who.ok) return who
  const { id, name, title } = who.value
  const profile = { externalId: id, handle: name, displayName: title, profileUrl: `${at.address}/${name}` }
  return { ok: true, value: { connected: { ...profile, settings: { address: at.address }, secret: { value: { key: at.key } } } } }
}

/** Keys do not run out: the same again, if it still opens. */
async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const who = await whoIs(signedIn(access), environment)
  return who.ok ? { ok: true, value: { value: access.secret } } : who
}

const meSchema = z.object({ id: z.string(), name: z.string(), title: z.string() })

function whoIs(at: SignedIn, environment: NetworkEnvironment): Promise<Outcome<z.infer<typeof meSchema>>> {
  return ask({ ...at, method: 'GET', path: 'me', answer: meSchema }, environment)
}
