import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { mailInvitation, type MailInvitationNeeds } from './mail-invitation.ts'
import { tidyTeams } from './tidy-teams.ts'

export const mailInvitationJob = defineJob({
  name: 'teams.mail-invitation',
  schema: z.object({ workspaceId: z.uuid(), invitationId: z.uuid(), inviter: z.string() }),
})
const tidyTeamsJob = defineJob({ name: 'teams.tidy', schema: z.object({}) })

export function workOnTeams(jobs: Jobs, needs: MailInvitationNeeds): void {
  jobs.work(mailInvitationJob, (payload) => mailInvitation(needs, payload))
  jobs.work(tidyTeamsJob, () => tidyTeams(needs.db))
  jobs.schedule(tidyTeamsJob, { cron: '17 * * * *', payload: {} })
}
