import { z } from 'zod'

import { asks, teamsRefusals } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { ReportRun } from './run-contract.ts'

export const linkRefusals = {
  ...commonRefusals,
  LINK_OVER: { status: 410, message: 'This link has expired or was taken back. Ask whoever gave it to you for a new one.' },
  PASSWORD_NEEDED: { status: 403, message: 'This report opens with a password. Ask whoever gave you the link.' },
  WRONG_LINK_PASSWORD: { status: 403, message: 'This is not the password of this link. Type it again.' },
  TOO_MANY_TRIES: teamsRefusals.TOO_MANY_TRIES,
} as const satisfies Record<string, RefusalKind>

/** A link to a run. */
export const ReportLink = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  expiresAt: Instant.optional(),
  url: z.string(),
  password: z.boolean(),
  opened: z.int(),
  createdAt: Instant,
})
export type ReportLink = z.output<typeof ReportLink>

const Password = z.string().min(8, 'Use at least 8 characters.').max(128)

const Token = z.string().max(100)

export const links = {
  links: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/runs/{runId}/links', summary: 'Links under which the run is shown to others' })
    .errors(commonRefusals)
    .input(z.object({ runId: z.uuid() }))
    .output(z.array(ReportLink)),
  createLink: asks('reports.share', 'creates')
    .route({ method: 'POST', path: '/reports/runs/{runId}/links', summary: 'Make a link that expires, or that needs a password, or both' })
    .errors(commonRefusals)
    .input(
      z
        .object({ runId: z.uuid(), days: z.int().min(1).max(366).optional(), password: Password.optional() })
        .refine(({ days, password }) => days !== undefined || password !== undefined, 'Give it a time or a password.'),
    )
    .output(ReportLink),
  revokeLink: asks('reports.share', 'changes')
    .route({ method: 'DELETE', path: '/reports/links/{linkId}', summary: 'Take a link back' })
    .errors(commonRefusals)
    .input(z.object({ linkId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  linked: asks('anyone', 'reads')
    .route({ method: 'POST', path: '/reports/linked', summary: 'The run that a link shows' })
    .errors(linkRefusals)
    .input(z.object({ token: Token, password: z.string().max(128).optional() }))
    .output(z.object({ content: ReportRun, expiresAt: Instant.optional() })),
  linkedPdf: asks('anyone', 'reads')
    .route({ method: 'POST', path: '/reports/linked/pdf', summary: 'The run that a link shows, as PDF' })
    .errors(linkRefusals)
    .input(z.object({ token: Token, password: z.string().max(128).optional() }))
    .output(z.file()),
}
