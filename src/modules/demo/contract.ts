import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Language, TimeZone, type RefusalKind } from '#kit/contract'

export const demoRefusals = {
  ...commonRefusals,
  DEMO_EXISTS: { status: 409, message: 'There is already a demo here. Open it, or remove it before you make another.' },
  DEMO_NOT_HERE: {
    status: 409,
    message:
      'A demo runs its own networks, which works only where Hearth is one process. Start it with `hearth` instead of `hearth web` and `hearth worker`.',
  },
} as const satisfies Record<string, RefusalKind>

/** What is being made: the people of the story, their past, the accounts, pictures for the library, the plan. */
export const Step = z.enum(['people', 'past', 'accounts', 'pictures', 'plan'])
export type Step = z.output<typeof Step>

/**
 * none: `possible` where this Hearth can have one · elsewhere: somebody else's, and there is one at a time ·
 * making: `share` of 100 is done · ready · failed: it can only be removed ·
 * removing: for a moment.
 */
export const DemoStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), possible: z.boolean() }),
  z.object({ state: z.literal('elsewhere') }),
  z.object({ state: z.literal('making'), workspaceId: z.uuid(), step: Step, share: z.int().min(0).max(100) }),
  z.object({ state: z.literal('ready'), workspaceId: z.uuid() }),
  z.object({ state: z.literal('failed'), workspaceId: z.uuid() }),
  z.object({ state: z.literal('removing') }),
])
export type DemoStatus = z.output<typeof DemoStatus>

export const demo = {
  status: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/demo', summary: 'Whether there is a demo to look around in, and how far it is made' })
    .output(DemoStatus),
  start: asks('workspace.manage', 'changes', 'workspace')
    .route({
      method: 'POST',
      path: '/demo',
      summary: 'Make a demo: a workspace of its own with a made-up brand, on networks that exist on this machine only',
    })
    .errors(demoRefusals)
    .input(z.object({ language: Language, timeZone: TimeZone.default('Asia/Taipei') }))
    .output(DemoStatus),
  remove: asks('workspace.remove', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/demo', summary: 'Remove the demo with everything in it' })
    .errors(demoRefusals)
    .output(z.object({ removed: z.literal(true) })),
}
