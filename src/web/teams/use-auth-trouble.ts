import { useText } from '../language/text-provider.tsx'
import type { AuthAnswer } from './auth.ts'

/** The sentence for what the sign-in service refused. */
export function useAuthTrouble(): (answer: Extract<AuthAnswer, { ok: false }>) => string {
  const { teams, errors } = useText()
  return ({ status, code }) => {
    if (status === 429) return errors.tooOften
    if (code === 'INVALID_TOKEN') return teams.linkOver
    if (code === 'INVALID_PASSWORD') return teams.wrongPassword
    if (status === 401) return teams.wrongLogin
    if (code === 'WEAK_PASSWORD' || code === 'PASSWORD_TOO_SHORT') return errors.refusals.WEAK_PASSWORD
    return status >= 500 ? errors.broken : errors.badInput
  }
}
