import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, type RefusalKind } from '#kit/contract'

import { Assignee, Filter } from './thread-contract.ts'

export const viewsRefusals = {
  ...commonRefusals,
  TOO_MANY_VIEWS: { status: 409, message: 'A brand has at most 50 saved views for one person. Delete some that nobody uses any more.' },
  NOT_YOURS: {
    status: 403,
    message: 'A colleague made this view for everyone. Make one of your own, or ask them, or an owner, to change it.',
  },
} as const satisfies Record<string, RefusalKind>

const Name = z.string().trim().min(1).max(60)

/** What a saved view filters by; `me` is whoever looks at it. */
const ViewFilter = Filter.omit({ brandId: true }).extend({ assignee: z.union([z.literal('me'), Assignee]).optional() })
export type ViewFilter = z.output<typeof ViewFilter>

const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Everyone in the workspace sees it. */
  shared: z.boolean(),
  /** Whoever asks may change it. */
  changeable: z.boolean(),
  filter: ViewFilter,
  /** How many threads are in it, up to 100; absent where counting would take long. */
  count: z.int().optional(),
})
export type SavedView = z.output<typeof SavedView>

export const savedViews = {
  views: asks('inbox.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/views', summary: 'Saved views of a brand, mine and those for everyone, in their order' })
    .errors(viewsRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(SavedView)),
  createView: asks('inbox.work', 'creates')
    .route({ method: 'POST', path: '/inbox/views', summary: 'Save a filter under a name, for me or for everyone' })
    .errors(viewsRefusals)
    .input(z.object({ brandId: z.uuid(), name: Name, shared: z.boolean().default(false), filter: ViewFilter }))
    .output(SavedView),
  changeView: asks('inbox.work', 'changes')
    .route({ method: 'PATCH', path: '/inbox/views/{viewId}', summary: 'Change what is given of a saved view' })
    .errors(viewsRefusals)
    .input(z.object({ viewId: z.uuid(), name: Name.optional(), shared: z.boolean().optional(), filter: ViewFilter.optional() }))
    .output(SavedView),
  orderViews: asks('inbox.work', 'changes')
    .route({ method: 'PUT', path: '/inbox/views/order', summary: 'Put saved views in this order' })
    .errors(viewsRefusals)
    .input(z.object({ brandId: z.uuid(), viewIds: z.array(z.uuid()).max(200) }))
    .output(z.array(SavedView)),
  removeView: asks('inbox.work', 'changes')
    .route({ method: 'DELETE', path: '/inbox/views/{viewId}', summary: 'Delete a saved view; threads stay as they are' })
    .errors(viewsRefusals)
    .input(z.object({ viewId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
