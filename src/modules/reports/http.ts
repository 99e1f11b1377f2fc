import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { changeReport } from './change-report.ts'
import { reports } from './contract.ts'
import { copyReport, createReport } from './create-report.ts'
import { documentOfRun } from './document-of-run.ts'
import { listReports } from './list-reports.ts'
import { makeRun } from './make-run.ts'
import type { ReportsNeeds } from './needs.ts'
import { readReport } from './read-report.ts'
import { removeReport } from './remove-report.ts'
import { resolveRun } from './resolving/resolve-run.ts'
import { listRuns, readRun } from './runs.ts'
import { decideHeldReport, listHeldReports } from './scheduling/held-reports.ts'
import { readSchedule, removeSchedule, setSchedule } from './scheduling/keep-schedule.ts'
import { createLink, revokeLink } from './sharing/create-link.ts'
import { listLinks } from './sharing/links.ts'
import { openLink, pdfOfLink } from './sharing/open-link.ts'

export function reportsRouter(needs: ReportsNeeds) {
  const { db } = needs
  const api = implement(reports).$context<CallContext>().use(atTheDoor)
  return {
    list: api.list.handler(({ context, input }) => listReports(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    get: api.get.handler(({ context, input }) => readReport(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    create: api.create.handler(({ context, input }) => createReport(needs, context.call, input)),
    change: api.change.handler(({ context, input }) => changeReport(needs, context.call, input)),
    copy: api.copy.handler(({ context, input }) => copyReport(needs, context.call, input)),
    remove: api.remove.handler(({ context, input }) => removeReport(needs, context.call, input)),
    preview: api.preview.handler(({ context, input }) =>
      resolveRun(needs, { ...input, workspaceId: context.call.acting.workspaceId, seenFrom: needs.clock.now() }),
    ),
    make: api.make.handler(({ context, input }) => makeRun(needs, context.call, input)),
    runs: api.runs.handler(({ context, input }) => listRuns(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    run: api.run.handler(({ context, input }) => readRun(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    document: api.document.handler(({ context, input }) => documentOfRun(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    schedule: api.schedule.handler(async ({ context, input }) => {
      const schedule = await readSchedule(db, { ...input, workspaceId: context.call.acting.workspaceId })
      return { mail: needs.mail.enabled, ...(schedule ? { schedule } : {}) }
    }),
    setSchedule: api.setSchedule.handler(({ context, input }) => setSchedule(needs, context.call, input)),
    removeSchedule: api.removeSchedule.handler(({ context, input }) => removeSchedule(needs, context.call, input)),
    heldReports: api.heldReports.handler(({ context, input }) =>
      listHeldReports(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    decideHeldReport: api.decideHeldReport.handler(({ context, input }) => decideHeldReport(needs, context.call, input)),
    links: api.links.handler(({ context, input }) => listLinks(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    createLink: api.createLink.handler(({ context, input }) => createLink(needs, context.call, input)),
    revokeLink: api.revokeLink.handler(({ context, input }) => revokeLink(needs, context.call, input)),
    linked: api.linked.handler(({ context, input }) => openLink(needs, { ...input, ip: context.ip })),
    linkedPdf: api.linkedPdf.handler(({ context, input }) => pdfOfLink(needs, { ...input, ip: context.ip })),
  }
}
