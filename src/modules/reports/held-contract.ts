import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant } from '#kit/contract'

/** A report that is made and that a crisis kept from going to these people. */
export const HeldReport = z.object({
  runId: z.uuid(),
  reportId: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  madeAt: Instant,
  recipients: z.array(z.string()),
})
export type HeldReport = z.output<typeof HeldReport>

export const heldReports = {
  heldReports: asks('reports.read', 'reads')
    .route({
      method: 'GET',
      path: '/held-reports',
      summary: 'Reports that crises kept from going out, of a brand or of all, the oldest first',
    })
    .input(z.object({ brandId: z.uuid().optional() }))
    .output(z.array(HeldReport)),
  decideHeldReport: asks('reports.share', 'changes')
    .route({ method: 'POST', path: '/held-reports/{runId}', summary: 'Send a held report after all, or leave it out' })
    .errors(commonRefusals)
    .input(z.object({ runId: z.uuid(), decision: z.enum(['send', 'leave-out']) }))
    .output(z.object({ recipients: z.int() })),
}
