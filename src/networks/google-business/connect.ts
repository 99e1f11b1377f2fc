import type { Json } from '#kit/json'

import { backFromGoogle, pendingSchema as signInSchema, sendToGoogle } from '../google-sign-in.ts'
import { refresh } from '../google-tokens.ts'
import type { Connected, Connecting, Outcome, Reason } from '../network.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { knownOf } from './limits.ts'
import { connectLocations, pendingSchema, readLimits } from './locations.ts'
import { addressesFor } from './session.ts'

/** Posts, reviews and numbers are all in this one. */
const scope = 'business.manage'

export const connecting: Connecting = {
  ways: [{ id: 'oauth', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '….apps.googleusercontent.com' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin: (request) => sendToGoogle(request, { addresses: { ...addressesFor(request) }, scopes: [scope] }),
  finish,
  refresh,
  // Google ends a person's whole grant only, and with it every other location of theirs: the token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
  readLimits,
  lacks,
}

async function finish(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const tokens = await backFromGoogle(request, (granted) =>
    granted.has(scope) ? undefined : { code: 'right-missing-manage', params: { scopes: scope } },
  )
  if (!tokens.ok) return tokens
  const begun = signInSchema.extend(pendingSchema.shape).safeParse(request.pending).data
  if (!begun) return rejected('sign-in-mixed-up')
  return withScopes(await connectLocations(begun, tokens.value, request), tokens.value.scope.split(' '))
}

/** Google shows nothing of a business to the public that has not shown who it belongs to. */
function lacks(limits: Json): readonly Reason[] {
  return knownOf(limits).voice === false ? [{ code: 'no-voice-of-merchant' }] : []
}
