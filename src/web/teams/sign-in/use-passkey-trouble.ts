import { useAuthTrouble } from '../use-auth-trouble.ts'
import type { PasskeyOutcome } from './passkeys.ts'
import { useSignInText } from './use-sign-in-text.ts'

/** The sentence for a passkey that was not added or used. */
export function usePasskeyTrouble(): (outcome: Exclude<PasskeyOutcome, { ok: true }>) => string {
  const { passkeyTrouble } = useSignInText()
  const trouble = useAuthTrouble()
  return (outcome) => ('why' in outcome ? passkeyTrouble[outcome.why] : trouble(outcome))
}
