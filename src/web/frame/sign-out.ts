import { askAuth } from '../teams/auth.ts'
import { forgetWorkspace } from '../workspace.ts'

/** Ends the session and forgets everything this page knew. */
export async function signOut(): Promise<void> {
  await askAuth('sign-out', {}).catch(() => undefined)
  forgetWorkspace()
  location.assign('/sign-in')
}
