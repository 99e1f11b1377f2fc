import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { Definition } from './definition-contract.ts'
import { heldReports } from './held-contract.ts'
import { ReportRun } from './run-contract.ts'
import { schedules } from './schedule-contract.ts'
import { links } from './share-contract.ts'

export * from './definition-contract.ts'
export * from './run-contract.ts'
export { type HeldReport } from './held-contract.ts'
export { Rhythm, type Schedule } from './schedule-contract.ts'
export { type ReportLink, linkRefusals } from './share-contract.ts'

export const reportsRefusals = {
  ...commonRefusals,
  CHANGED_MEANWHILE: {
    status: 409,
    message: 'Somebody else changed this report meanwhile. Reload it, then make your change again.',
  },
  TOO_MANY_REPORTS: { status: 409, message: 'A brand has at most 200 reports. Remove some that nobody reads any more.' },
  NOT_MADE: { status: 409, message: 'This report is not made yet, or could not be made. Wait a moment, or make it anew.' },
} as const satisfies Record<string, RefusalKind>

const Name = z.string().trim().min(1, 'Write a name.').max(120, 'Use at most 120 characters.')

export const TemplateName = z.enum(['monthly', 'campaign', 'care', 'network', 'empty'])
export type TemplateName = z.output<typeof TemplateName>

const RunState = z.enum(['making', 'made', 'failed'])

export const ReportSummary = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  pages: z.int(),
  /** When it goes out next by itself. */
  nextAt: Instant.optional(),
  recipients: z.int(),
  lastRun: z.object({ id: z.uuid(), state: RunState, at: Instant }).optional(),
})
export type ReportSummary = z.output<typeof ReportSummary>

export const Report = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  definition: Definition,
  /** Send it with a change: it says on what the change was made. */
  revision: z.int(),
  changedAt: Instant,
})
export type Report = z.output<typeof Report>

const Sending = z.object({
  recipient: z.string(),
  state: z.enum(['waiting', 'held', 'sending', 'sent', 'failed', 'unclear', 'left-out']),
  /** What the mail server said. */
  reason: z.string().optional(),
  at: Instant,
})

export const RunSummary = z.object({
  id: z.uuid(),
  reportId: z.uuid(),
  state: RunState,
  bySchedule: z.boolean(),
  at: Instant,
  /** The days it is about, in words. */
  period: z.string().optional(),
  sendings: z.array(Sending),
})
export type RunSummary = z.output<typeof RunSummary>

export const DocumentKind = z.enum(['pdf', 'xlsx', 'csv'])
export type DocumentKind = z.output<typeof DocumentKind>

export const reports = {
  list: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports', summary: 'Reports of the brand, by name' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(ReportSummary)),
  get: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/{reportId}', summary: 'A report as it is built' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid() }))
    .output(Report),
  create: asks('reports.write', 'creates')
    .route({ method: 'POST', path: '/reports', summary: 'Begin a report from a template' })
    .errors(reportsRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        name: Name,
        template: TemplateName,
        language: Definition.shape.language,
        /** What the templates `campaign` and `network` are about. */
        campaignId: z.uuid().optional(),
        network: z.string().max(40).optional(),
      }),
    )
    .output(Report),
  change: asks('reports.write', 'changes')
    .route({ method: 'PUT', path: '/reports/{reportId}', summary: 'Change the name of a report, or what it is built of' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid(), revision: z.int(), name: Name, definition: Definition }))
    .output(Report),
  copy: asks('reports.write', 'creates')
    .route({ method: 'POST', path: '/reports/{reportId}/copies', summary: 'Begin a report as a copy of another' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid(), name: Name }))
    .output(Report),
  remove: asks('reports.write', 'changes')
    .route({ method: 'DELETE', path: '/reports/{reportId}', summary: 'Delete a report with its runs, links and schedule' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  preview: asks('reports.read', 'reads')
    .route({ method: 'POST', path: '/reports/preview', summary: 'What a report would say now, without keeping it' })
    .errors(reportsRefusals)
    .input(z.object({ brandId: z.uuid(), name: Name, definition: Definition }))
    .output(ReportRun),
  make: asks('reports.write', 'creates')
    .route({ method: 'POST', path: '/reports/{reportId}/runs', summary: 'Make the report now and keep it; it is ready a moment later' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid() }))
    .output(RunSummary),
  runs: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/{reportId}/runs', summary: 'When the report was made, newest first, and whom it went to' })
    .errors(reportsRefusals)
    .input(z.object({ reportId: z.uuid(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(RunSummary)),
  run: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/runs/{runId}', summary: 'A report as it was at that moment' })
    .errors(reportsRefusals)
    .input(z.object({ runId: z.uuid() }))
    .output(RunSummary.extend({ content: ReportRun.optional() })),
  document: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/runs/{runId}/{kind}', summary: 'A report as it was at that moment, as a file' })
    .errors(reportsRefusals)
    .input(z.object({ runId: z.uuid(), kind: DocumentKind }))
    .output(z.file()),
  ...schedules,
  ...heldReports,
  ...links,
}
