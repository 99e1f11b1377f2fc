import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals } from '#kit/contract'

/** For how many months every reading is kept. */
export const keepingChoices = [12, 24, 36, 60] as const
export const usualKeeping = 24

export const Keeping = z.object({
  /** Of what is older the sums of days stay. */
  months: z.literal(keepingChoices),
})
export type Keeping = z.output<typeof Keeping>

export const keeping = {
  keeping: asks('workspace.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/analytics/keeping', summary: 'For how many months every reading of numbers is kept' })
    .errors(commonRefusals)
    .input(z.object({}))
    .output(Keeping),
  setKeeping: asks('workspace.manage', 'changes', 'workspace')
    .route({ method: 'PUT', path: '/analytics/keeping', summary: 'Set for how many months every reading of numbers is kept' })
    .errors(commonRefusals)
    .input(Keeping)
    .output(Keeping),
}
