import { askAuth, type AuthAnswer } from './auth.ts'

/** Signs in and opens a page afresh, so that nothing of an earlier person is left in memory. Where a code is asked for too, its page comes first. */
export async function enter(login: { email: string; password: string }, next: string): Promise<AuthAnswer> {
  const answer = await askAuth('sign-in/email', login)
  if (answer.ok) location.assign(wantsCode(answer.body) ? `/sign-in/code?next=${encodeURIComponent(next)}` : next)
  return answer
}

const wantsCode = (body: unknown) =>
  typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true
