import { askAuth, type AuthAnswer } from './auth.ts'

/** Signs in and opens a page afresh, so that nothing of an earlier person is left in memory. */
export async function enter(login: { email: string; password: string }, next: string): Promise<AuthAnswer> {
  const answer = await askAuth('sign-in/email', login)
  if (answer.ok) location.assign(next)
  return answer
}
