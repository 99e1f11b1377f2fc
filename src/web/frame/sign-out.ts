import { unsubscribeHere } from '../notifications/choices/push-here.ts'
import { askAuth } from '../teams/auth.ts'
import { forgetWorkspace } from '../workspace.ts'

/** Ends the session and forgets everything this page knew. */
export async function signOut(): Promise<void> {
  // Whoever uses this browser next is not to see these notices. Where its push service is away, signing out goes on.
  await unsubscribeHere().catch(() => undefined)
  await askAuth('sign-out', {}).catch(() => undefined)
  forgetWorkspace()
  location.assign('/sign-in')
}
