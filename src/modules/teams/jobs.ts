import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { auditKey } from './audit/audit-key.ts'
import { forgetOldAudit } from './audit/forget-old-audit.ts'
import { sealAudit } from './audit/seal-audit.ts'
import { mailInvitation, type MailInvitationNeeds } from './mail-invitation.ts'
import { mailNewEmail, mailNewEmailJob } from './sign-in/mail-new-email.ts'
import { mailSignInChange } from './sign-in/mail-sign-in-change.ts'
import { mailSignInChangeJob } from './sign-in/tell-of-change.ts'
import { tidyTeams } from './tidy-teams.ts'

export const mailInvitationJob = defineJob({
  name: 'teams.mail-invitation',
  schema: z.object({ workspaceId: z.uuid(), invitationId: z.uuid(), inviter: z.string() }),
})
const sealAuditJob = defineJob({ name: 'teams.seal-audit', schema: z.object({}) })
const tidyTeamsJob = defineJob({ name: 'teams.tidy', schema: z.object({}) })

export function workOnTeams(jobs: Jobs, needs: MailInvitationNeeds): void {
  jobs.work(mailInvitationJob, (payload) => mailInvitation(needs, payload))
  jobs.work(mailNewEmailJob, (payload) => mailNewEmail(needs, payload))
  jobs.work(mailSignInChangeJob, (payload) => mailSignInChange(needs, payload))
  const key = auditKey(needs.secretKey)
  jobs.work(sealAuditJob, () => sealAudit(needs.db, key))
  jobs.schedule(sealAuditJob, { cron: '* * * * *', payload: {} })
  jobs.work(tidyTeamsJob, async () => {
    await tidyTeams(needs.db)
    await forgetOldAudit(needs.db)
  })
  jobs.schedule(tidyTeamsJob, { cron: '17 * * * *', payload: {} })
}
