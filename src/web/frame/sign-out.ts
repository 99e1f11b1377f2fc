import { askAuth } from '../teams/auth.ts'

/** Ends the session and forgets everything this page knew. */
export async function signOut(): Promise<void> {
  await askAuth('sign-out', {}).catch(() => undefined)
  location.assign('/sign-in')
}
