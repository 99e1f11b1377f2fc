import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant } from '#kit/contract'

const At = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 08:00.')

/** How often, by the brand's clock. The first working day of a month or quarter leaves out weekends and the brand's holidays. */
export const Rhythm = z.discriminatedUnion('every', [
  z.object({ every: z.enum(['month', 'quarter']), at: At }),
  /** Monday is 1. */
  z.object({ every: z.literal('week'), day: z.int().min(1).max(7), at: At }),
])
export type Rhythm = z.output<typeof Rhythm>

const Email = z.email('Write an e-mail address such as name@example.com.').max(254)

export const Schedule = z.object({
  reportId: z.uuid(),
  rhythm: Rhythm,
  recipients: z.array(Email).min(1, 'Name somebody who gets it.').max(50, 'At most 50 people get a report.'),
  /** A few words to them. */
  message: z.string().trim().max(2000),
  active: z.boolean(),
})
export type Schedule = z.output<typeof Schedule>

const Kept = Schedule.extend({ nextAt: Instant })

export const schedules = {
  schedule: asks('reports.read', 'reads')
    .route({ method: 'GET', path: '/reports/{reportId}/schedule', summary: 'When the report goes out by itself, and to whom' })
    .errors(commonRefusals)
    .input(z.object({ reportId: z.uuid() }))
    .output(z.object({ schedule: Kept.optional(), mail: z.boolean() })),
  setSchedule: asks('reports.share', 'changes')
    .route({ method: 'PUT', path: '/reports/{reportId}/schedule', summary: 'Say when the report goes out by itself, and to whom' })
    .errors(commonRefusals)
    .input(Schedule)
    .output(Kept),
  removeSchedule: asks('reports.share', 'changes')
    .route({ method: 'DELETE', path: '/reports/{reportId}/schedule', summary: 'Let the report go out no more by itself' })
    .errors(commonRefusals)
    .input(z.object({ reportId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
