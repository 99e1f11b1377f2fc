import { implement } from '@orpc/server'

import { acceptInvitation } from './accept-invitation.ts'
import type { CallContext } from './acting.ts'
import { apiKeys } from './api-keys.ts'
import { atTheDoor } from './at-the-door.ts'
import { auditKeeping, setAuditKeeping } from './audit/audit-keeping.ts'
import { auditKey } from './audit/audit-key.ts'
import { checkAudit } from './audit/check-audit.ts'
import { exportAudit } from './audit/export-audit.ts'
import { readAudit } from './audit/read-audit.ts'
import { addBrand, archiveBrand, archivedBrands, restoreBrand } from './brands.ts'
import { changeRole } from './change-role.ts'
import { teams } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import { invitation } from './invitation.ts'
import { invitations } from './invitations.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { members } from './members.ts'
import type { TeamsNeeds } from './needs.ts'
import { removeMember } from './remove-member.ts'
import { removeWorkspace } from './remove-workspace.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { setUp } from './set-up.ts'
import { setupStatus } from './setup-status.ts'
import { updateBrand } from './update-brand.ts'
import { updateMe } from './update-me.ts'
import { updateWorkspace } from './update-workspace.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

export function teamsRouter(needs: TeamsNeeds) {
  const { db } = needs
  const api = implement(teams).$context<CallContext>().use(atTheDoor)
  return {
    setupStatus: api.setupStatus.handler(() => setupStatus(needs)),
    setUp: api.setUp.handler(({ context, input }) => setUp(needs, { input, ip: context.ip })),
    me: api.me.handler(({ context }) => me(db, context.call.acting)),
    updateMe: api.updateMe.handler(({ context, input }) => updateMe(db, context.call, input)),
    updateWorkspace: api.updateWorkspace.handler(({ context, input }) => updateWorkspace(db, context.call, input)),
    removeWorkspace: api.removeWorkspace.handler(({ context }) => removeWorkspace(needs, context.call.acting)),
    updateBrand: api.updateBrand.handler(({ context, input }) => updateBrand(needs, context.call, input)),
    addBrand: api.addBrand.handler(({ context, input }) => addBrand(db, context.call, input)),
    archiveBrand: api.archiveBrand.handler(({ context, input }) => archiveBrand(needs, context.call, input)),
    restoreBrand: api.restoreBrand.handler(({ context, input }) => restoreBrand(db, context.call, input)),
    archivedBrands: api.archivedBrands.handler(({ context }) => archivedBrands(db, context.call.acting.workspaceId)),
    members: api.members.handler(({ context }) => members(db, context.call.acting)),
    changeRole: api.changeRole.handler(({ context, input }) => changeRole(needs, context.call, input)),
    removeMember: api.removeMember.handler(({ context, input }) => removeMember(needs, context.call, input)),
    invitations: api.invitations.handler(({ context }) => invitations(needs, context.call.acting.workspaceId)),
    invite: api.invite.handler(({ context, input }) => invite(needs, context.call, input)),
    withdrawInvitation: api.withdrawInvitation.handler(({ context, input }) => withdrawInvitation(needs, context.call, input)),
    invitation: api.invitation.handler(({ input }) => invitation(needs, input)),
    acceptInvitation: api.acceptInvitation.handler(({ context, input }) => acceptInvitation(needs, { input, ip: context.ip })),
    apiKeys: api.apiKeys.handler(({ context }) => apiKeys(db, context.call.acting.workspaceId)),
    createApiKey: api.createApiKey.handler(({ context, input }) => createApiKey(needs, context.call, input)),
    revokeApiKey: api.revokeApiKey.handler(({ context, input }) => revokeApiKey(db, context.call, input)),
    audit: api.audit.handler(({ context, input }) => readAudit(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    auditExport: api.auditExport.handler(({ context, input }) =>
      exportAudit(needs, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    auditCheck: api.auditCheck.handler(({ context }) =>
      checkAudit(db, { workspaceId: context.call.acting.workspaceId, key: auditKey(needs.secretKey) }),
    ),
    auditKeeping: api.auditKeeping.handler(({ context }) => auditKeeping(db, context.call.acting)),
    setAuditKeeping: api.setAuditKeeping.handler(({ context, input }) => setAuditKeeping(db, context.call, input)),
  }
}
