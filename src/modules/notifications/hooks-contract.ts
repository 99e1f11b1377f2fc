import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { NoticeKind } from './kinds-contract.ts'

export const hookRefusals = {
  ...commonRefusals,
  HOOK_ADDRESS_WRONG: {
    status: 422,
    message: 'This is no address of an incoming webhook of Slack or Discord. Copy it whole from the settings of the channel.',
  },
  TOO_MANY_HOOKS: { status: 409, message: 'A workspace has at most 20 channels. Remove one that is not used any more.' },
  HOOK_FAILED: {
    status: 502,
    message: 'The service did not take the message. Look at what it said, and copy the address anew if the webhook is gone.',
    data: z.object({ status: z.int().optional(), says: z.string() }),
  },
} as const satisfies Record<string, RefusalKind>

export const HookService = z.enum(['slack', 'discord'])
export type HookService = z.output<typeof HookService>

/** What may be told in a channel: not what is between two people, nor that a channel itself is off. */
export const HookKind = NoticeKind.exclude(['note-mention', 'training', 'hook-off'])
export type HookKind = z.output<typeof HookKind>

/** A channel of a chat service that is told of notices. Its address is never shown again. */
export const Hook = z.object({
  id: z.uuid(),
  service: HookService,
  name: z.string(),
  kinds: z.array(HookKind),
  /** Absent: of the whole workspace. */
  brandIds: z.array(z.uuid()).optional(),
  lastSentAt: Instant.optional(),
  /** The last failure since something was sent. */
  failure: z.object({ at: Instant, status: z.int().optional(), says: z.string() }).optional(),
  /** Since when nothing is sent, because the service refused too often. */
  offAt: Instant.optional(),
})
export type Hook = z.output<typeof Hook>

const HookChoices = z.object({
  name: z.string().trim().min(1).max(80),
  kinds: z.array(HookKind).min(1),
  brandIds: z.array(z.uuid()).min(1).max(100).optional(),
})
export type HookChoices = z.output<typeof HookChoices>

const Address = z.string().trim().max(500)

export const hooks = {
  hooks: asks('hooks.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/hooks', summary: 'Channels of Slack and Discord that are told of notices' })
    .output(z.array(Hook)),
  addHook: asks('hooks.manage', 'creates', 'workspace')
    .route({ method: 'POST', path: '/hooks', summary: 'Tell a channel of Slack or Discord of notices' })
    .input(HookChoices.extend({ address: Address }))
    .output(Hook)
    .errors(hookRefusals),
  changeHook: asks('hooks.manage', 'changes', 'workspace')
    .route({ method: 'PUT', path: '/hooks/{hookId}', summary: 'Change what a channel is told, or its address; switches it on again' })
    .input(HookChoices.extend({ hookId: z.uuid(), address: Address.optional() }))
    .output(Hook)
    .errors(hookRefusals),
  removeHook: asks('hooks.manage', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/hooks/{hookId}', summary: 'Tell a channel nothing any more' })
    .input(z.object({ hookId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  testHook: asks('hooks.manage', 'changes', 'workspace')
    .route({ method: 'POST', path: '/hooks/{hookId}/test', summary: 'Send a test to a channel' })
    .input(z.object({ hookId: z.uuid() }))
    .output(Hook)
    .errors(hookRefusals),
}
