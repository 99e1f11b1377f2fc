import type { AccountAccess, Trouble } from '../network.ts'
import type { Asked, Asking } from './api.ts'
import { signedIn, whoIs } from './session.ts'

/**
 * Some servers answer a dead token with 422, as if the content were wrong. Where a 422 leaves that open, the token is tried on its own;
 * undefined where it works, and the refusal means what it says.
 */
export async function tokenTrouble(
  { trouble, status }: Extract<Asked<unknown>, { ok: false }>,
  access: AccountAccess,
  environment: Asking,
): Promise<Trouble | undefined> {
  if (status !== 422 || trouble.kind !== 'rejected') return undefined
  const who = await whoIs(signedIn(access), environment)
  return who.ok ? undefined : who.trouble
}
