import { implement } from '@orpc/server'

import type { CallContext } from '../acting.ts'
import { atTheDoor } from '../at-the-door.ts'
import type { TeamsNeeds } from '../needs.ts'
import { signIn } from '../sign-in-contract.ts'
import { changeEmail } from './change-email.ts'
import { confirmEmail } from './confirm-email.ts'
import { endSessions } from './end-sessions.ts'
import { mySignIn } from './my-sign-in.ts'
import { removePasskey } from './remove-passkey.ts'
import { removeSso } from './remove-sso.ts'
import { renamePasskey } from './rename-passkey.ts'
import { requireTwoFactors } from './require-two-factors.ts'
import { sessions } from './sessions.ts'
import { setSso } from './set-sso.ts'
import { turnOffTotp } from './turn-off-totp.ts'
import { workspaceSignIn } from './workspace-sign-in.ts'

export function signInRouter(needs: TeamsNeeds) {
  const { db } = needs
  const api = implement(signIn).$context<CallContext>().use(atTheDoor)
  return {
    mine: api.mine.handler(({ context }) => mySignIn(db, context.call.acting)),
    turnOffTotp: api.turnOffTotp.handler(({ context, input }) => turnOffTotp(needs, context.call, input)),
    renamePasskey: api.renamePasskey.handler(({ context, input }) => renamePasskey(needs, context.call, input)),
    removePasskey: api.removePasskey.handler(({ context, input }) => removePasskey(needs, context.call, input)),
    changeEmail: api.changeEmail.handler(({ context, input }) => changeEmail(needs, context.call, input)),
    confirmEmail: api.confirmEmail.handler(({ context, input }) => confirmEmail(needs, context.call, input)),
    sessions: api.sessions.handler(({ context }) => sessions(db, context.call.acting)),
    endSession: api.endSession.handler(({ context, input }) => endSessions(db, context.call, input)),
    endOtherSessions: api.endOtherSessions.handler(({ context }) => endSessions(db, context.call, 'others')),
    workspace: api.workspace.handler(({ context }) => workspaceSignIn(needs, context.call.acting.workspaceId)),
    requireTwoFactors: api.requireTwoFactors.handler(({ context, input }) => requireTwoFactors(needs, context.call, input)),
    setSso: api.setSso.handler(({ context, input }) => setSso(needs, context.call, input)),
    removeSso: api.removeSso.handler(({ context }) => removeSso(needs, context.call)),
  }
}
