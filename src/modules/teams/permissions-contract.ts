import { z } from 'zod'

export const Role = z.enum(['owner', 'admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate'])
export type Role = z.output<typeof Role>

/** Owners own the whole workspace: every other role may also hold for one brand or one account alone. */
export const GrantedRole = Role.exclude(['owner'])
export type GrantedRole = z.output<typeof GrantedRole>

/** A role in one brand, or on one account of it. */
export const Grant = z.object({ brandId: z.uuid(), accountId: z.uuid().optional(), role: GrantedRole })
export type Grant = z.output<typeof Grant>

const all = Role.options
const team = ['owner', 'admin', 'publisher', 'author', 'agent', 'analyst'] as const
const writers = ['owner', 'admin', 'publisher', 'author'] as const
const publishers = ['owner', 'admin', 'publisher'] as const
const measurers = ['owner', 'admin', 'publisher', 'analyst'] as const
const agents = ['owner', 'admin', 'publisher', 'agent'] as const
const admins = ['owner', 'admin'] as const
const owners = ['owner'] as const

/**
 * Who may do what; docs/roles.md shows it as a table, with a sentence for each row.
 * `anyone` needs no sign-in; `signed-in` needs a person but no membership. Deny by default: a procedure without a permission does not compile.
 */
export const permissions = {
  anyone: 'anyone',
  'signed-in': 'signed-in',
  'workspace.read': all,
  'workspace.manage': admins,
  'workspace.remove': owners,
  'sign-in.manage': owners,
  'brands.manage': admins,
  'members.read': team,
  'members.manage': admins,
  'owners.manage': owners,
  'api-keys.manage': admins,
  'audit.read': admins,
  'notifications.read': all,
  'hooks.manage': admins,
  'accounts.read': team,
  'accounts.manage': admins,
  'media.read': team,
  'media.write': writers,
  'posts.read': team,
  'posts.write': writers,
  'posts.publish': publishers,
  'plan.manage': publishers,
  'links.read': team,
  'links.write': publishers,
  'numbers.read': team,
  'numbers.work': measurers,
  'results.read': measurers,
  'results.write': publishers,
  'reports.read': team,
  'reports.write': measurers,
  'reports.share': publishers,
  'inbox.read': agents,
  'inbox.work': agents,
  'inbox.manage': publishers,
  'inbox.measure': [...agents, 'analyst'],
  'people.manage': admins,
  'crisis.read': team,
  'crisis.switch': publishers,
  'crisis.manage': admins,
  'rules.manage': admins,
  'training.manage': admins,
  'shared.read': [...writers, 'client'],
  'approvals.read': [...team, 'client'],
  'approvals.comment': [...writers, 'client'],
  'approvals.decide': [...publishers, 'client'],
  'approvals.manage': admins,
} as const satisfies Record<string, 'anyone' | 'signed-in' | readonly Role[]>
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
export const Permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]])
export type Permission = keyof typeof permissions

/** Never for a part of the workspace: a role in one brand gives nothing of these. */
export const ofWholeWorkspace = [
  'workspace.manage',
  'workspace.remove',
  'sign-in.manage',
  'members.manage',
  'owners.manage',
  'api-keys.manage',
  'audit.read',
  'training.manage',
  'hooks.manage',
] as const satisfies readonly Permission[]
