import { refuse } from '#kit/errors'

import type { Acting, SessionWay } from '../acting.ts'
import { signInRefusals } from '../sign-in-contract.ts'

/** The session of a person in their browser; API keys have none and change nothing about the person. */
export function ownSession({ session }: Pick<Acting, 'session'>): { readonly id: string; readonly way: SessionWay } {
  if (!session) throw refuse(signInRefusals, 'ONLY_IN_BROWSER')
  return session
}

/** As `ownSession`, where the person's own ways of signing in are changed: a workspace's provider vouches for its workspace alone. */
export function refuseBySso(acting: Pick<Acting, 'session'>): void {
  if (ownSession(acting).way === 'sso') throw refuse(signInRefusals, 'NOT_BY_SSO')
}
