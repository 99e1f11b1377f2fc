import { useText } from '../language/text-provider.tsx'
import type { AuthAnswer } from './auth.ts'

/** The sentence for what the sign-in service refused. */
export function useAuthTrouble(): (answer: Extract<AuthAnswer, { ok: false }>) => string {
  const { teams, errors } = useText()
  return ({ status, code }) => {
    if (status === 429) return code === 'TOO_MANY_TRIES' ? errors.refusals.TOO_MANY_TRIES : errors.tooOften
    if (code === 'INVALID_TOKEN') return teams.linkOver
    if (code === 'INVALID_PASSWORD') return teams.wrongPassword
    if (code === 'NOT_BY_SSO' || code === 'NO_SSO' || code === 'SSO_UNREACHABLE') return errors.refusals[code]
    if (status === 401) return teams.wrongLogin
    if (code === 'WEAK_PASSWORD' || code === 'PASSWORD_TOO_SHORT') return errors.refusals.WEAK_PASSWORD
    return status >= 500 ? errors.broken : errors.badInput
  }
}
