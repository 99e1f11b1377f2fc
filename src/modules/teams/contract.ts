import { z } from 'zod'

import { Language, procedure, commonRefusals, Instant, TimeZone, type RefusalKind } from '#kit/contract'

import { Grant, Permission, Role } from './permissions-contract.ts'

export { Grant, Permission, permissions, Role } from './permissions-contract.ts'

/**
 * How far a procedure reaches, for members whose roles are for certain brands or accounts. `brand`: what it names must stand in a brand
 * of theirs. `accounts`: likewise, and it is narrowed to their accounts where they have only some of the brand. `own`: it is about the
 * one who asks, or narrows itself to what they reach. `workspace`: only for those with a role everywhere.
 */
export const Reach = z.enum(['brand', 'accounts', 'own', 'workspace'])
export type Reach = z.output<typeof Reach>

/** Starts a procedure: `asks('posts.write', 'creates').input(…).output(…)`. */
export function asks(permission: Permission, does: 'reads' | 'changes' | 'creates', reach: Reach = 'brand') {
  return procedure({ permission, does, reach })
}

export const teamsRefusals = {
  ...commonRefusals,
  ALREADY_SET_UP: { status: 409, message: 'Hearth already has an owner. Sign in instead.' },
  WRONG_CODE: { status: 403, message: 'This is not the code that the terminal shows. Look where you started Hearth and type it again.' },
  EMAIL_TAKEN: { status: 409, message: 'Someone already signs in with this e-mail address. Use another one, or sign in.' },
  WEAK_PASSWORD: {
    status: 400,
    message: 'Choose a password of at least 10 characters that is not a common one and is not known from a breach.',
  },
  INVITATION_OVER: { status: 410, message: 'This invitation was used, withdrawn or has expired. Ask for a new one.' },
  ALREADY_MEMBER: {
    status: 409,
    message: 'This person already belongs to the workspace. Change their role in the list of members instead.',
  },
  WRONG_PASSWORD: {
    status: 403,
    message: 'This is not the password of your login. Type it again, or choose a new one with “Forgot password”.',
  },
  TOO_MANY_TRIES: { status: 429, message: 'Too many wrong tries from your address. Wait ten minutes, then try again.' },
  LAST_OWNER: { status: 409, message: 'A workspace needs an owner. Make someone else an owner first.' },
  LAST_BRAND: { status: 409, message: 'A workspace keeps one brand. Add another one first, or rename this one.' },
  BRAND_IN_USE: {
    status: 409,
    message: 'Something is still done for this brand. Disconnect its accounts and end the schedules of its reports first.',
  },
  NOT_A_DEMO: { status: 409, message: 'Only a demo can be removed whole. Disconnect the accounts of this workspace instead.' },
} as const satisfies Record<string, RefusalKind>

/** What a picture or video without alt text means to the brand: nothing, a doubt, or that the post cannot go out. */
const AltTexts = z.enum(['off', 'warn', 'required'])

export const Brand = z.object({
  id: z.uuid(),
  name: z.string(),
  language: Language,
  timeZone: z.string(),
  graceMinutes: z.int(),
  altTexts: AltTexts,
})
export type Brand = z.output<typeof Brand>

/** `demo`: made to look around in; nothing of it leaves this machine. */
const Workspace = z.object({ id: z.uuid(), name: z.string(), demo: z.boolean() })

/** A brand as far as the one who asks may work in it. */
export const OwnBrand = Brand.extend({
  permissions: z.array(Permission),
  /** Only certain accounts of it are theirs. */
  inPart: z.boolean(),
})
export type OwnBrand = z.output<typeof OwnBrand>

export const Me = z.object({
  userId: z.string(),
  memberId: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  /** The role everywhere in the workspace; absent where this person works for certain brands or accounts only. */
  role: Role.optional(),
  grants: z.array(Grant.extend({ role: Role })),
  /** Of the role everywhere. What they may do in a brand stands with the brand. */
  permissions: z.array(Permission),
  /** The one that the header `hearth-workspace` names, or else the first. */
  workspace: Workspace,
  /** All that this person belongs to, in the order they joined; with an API key its own only. */
  workspaces: z.array(Workspace),
  brands: z.array(OwnBrand),
})
export type Me = z.output<typeof Me>

export const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** The role everywhere in the workspace; where a grant says another for a brand or an account, that one counts there. */
  role: Role.optional(),
  grants: z.array(Grant),
  joinedAt: Instant,
})
export type Member = z.output<typeof Member>

/** `link` is shown to the owner to hand over by any means; it also goes out by e-mail where mail is set up. */
export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role.optional(),
  grants: z.array(Grant),
  expiresAt: Instant,
  link: z.string().optional(),
  mailed: z.boolean(),
})
export type Invitation = z.output<typeof Invitation>

/** What an API key may do of what its role may: look (`read`); write drafts and media; schedule and publish; work in the inbox; manage everything else. */
export const ApiScope = z.enum(['read', 'write', 'publish', 'inbox', 'manage'])
export type ApiScope = z.output<typeof ApiScope>

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string(),
  role: Role,
  /** Absent: everything that the role may. */
  scopes: z.array(ApiScope).optional(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
  expiresAt: Instant.optional(),
})
export type ApiKey = z.output<typeof ApiKey>

/** By what: the page, an API key, a link for people without an account, a rule, or the system where nobody asked for it (a job). */
export const AuditVia = z.enum(['web', 'api-key', 'link', 'rule', 'system'])
export type AuditVia = z.output<typeof AuditVia>

export const AuditEntry = z.object({
  id: z.uuid(),
  at: Instant,
  actor: z.object({ memberId: z.uuid().optional(), name: z.string(), via: AuditVia, ip: z.string().optional() }),
  /** The procedure's path, e.g. publishing.schedule, or the job's name. */
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }).optional(),
  detail: z.record(z.string(), z.unknown()),
  /** What differs, as it was and as it is. */
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
})
export type AuditEntry = z.output<typeof AuditEntry>

/** What something is called that `before` and `after` name by its id. `gone`: it is not there any more; without a name where nobody knows it. */
const AuditName = z.object({
  id: z.string(),
  kind: z.enum(['member', 'brand', 'account', 'label', 'campaign', 'folder', 'domain', 'guest', 'crisis-role', 'saved-answer']),
  name: z.string().optional(),
  gone: z.boolean(),
})
export type AuditName = z.output<typeof AuditName>

/** Which entries: of a person, a part of Hearth (`publishing`), a way, a time (from, up to and without `to`), with these words in them. */
const AuditWanted = z.object({
  memberId: z.uuid().optional(),
  area: z.string().max(40).optional(),
  via: AuditVia.optional(),
  subjectId: z.string().max(200).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  words: z.string().trim().max(200).optional(),
})
export type AuditWanted = z.output<typeof AuditWanted>

/** What became of the chain that seals the log. `head`: its newest block, to write down elsewhere. */
export const AuditCheck = z.object({
  blocks: z.int(),
  sealedRows: z.int(),
  waitingRows: z.int(),
  forgottenBlocks: z.int(),
  /** Some blocks were sealed under an earlier secret key: their hashes are checked, their seals cannot be. */
  earlierKey: z.boolean(),
  head: z.object({ number: z.int(), hash: z.string(), sealedAt: Instant }).optional(),
  broken: z
    .object({ number: z.int(), sealedAt: Instant, why: z.enum(['block-missing', 'rows-missing', 'rows-changed', 'seal-forged']) })
    .optional(),
})
export type AuditCheck = z.output<typeof AuditCheck>

const AuditKeeping = z.object({ months: z.int().min(12, 'Keep at least 12 months.').max(120, 'Keep at most 120 months.') })

/** A role everywhere, roles for brands and accounts, or both. */
const Rights = z.object({ role: Role.optional(), grants: z.array(Grant).max(500).default([]) })
const someRight = ({ role, grants }: z.output<typeof Rights>) => role !== undefined || grants.length > 0

const Name = z.string().trim().min(1, 'Write a name.').max(80, 'Use at most 80 characters.')
const Email = z.email('Write an e-mail address such as name@example.com.').max(254)
const Password = z.string().min(10, 'Use at least 10 characters.').max(128, 'Use at most 128 characters.')
const Page = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })

/** `sso`: some workspace signs people in by a provider of its own. */
export const SetupStatus = z.object({ needed: z.boolean(), codeRequired: z.boolean(), mail: z.boolean(), sso: z.boolean() })

export const teams = {
  setupStatus: asks('anyone', 'reads')
    .route({ method: 'GET', path: '/setup', summary: 'Whether the first owner still has to be created' })
    .output(SetupStatus),
  setUp: asks('anyone', 'changes')
    .route({ method: 'POST', path: '/setup', summary: 'Create the owner, the workspace and its first brand' })
    .errors(teamsRefusals)
    .input(
      z.object({
        code: z.string().max(40).optional(),
        name: Name,
        email: Email,
        password: Password,
        workspaceName: Name,
        brand: z.object({ name: Name, language: Language, timeZone: TimeZone }),
        language: Language,
      }),
    )
    .output(z.object({ workspaceId: z.uuid() })),
  me: asks('workspace.read', 'reads', 'own').route({ method: 'GET', path: '/me', summary: 'Who I am here and what I may do' }).output(Me),
  updateMe: asks('workspace.read', 'changes', 'own')
    .route({ method: 'PATCH', path: '/me', summary: 'Change my name or language' })
    .input(z.object({ name: Name.optional(), language: Language.optional() }))
    .output(Me),
  updateWorkspace: asks('workspace.manage', 'changes', 'workspace')
    .route({ method: 'PATCH', path: '/workspace', summary: 'Rename the workspace' })
    .input(z.object({ name: Name }))
    .output(Me),
  removeWorkspace: asks('workspace.remove', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/workspace', summary: 'Remove a demo workspace with everything in it, for all its members' })
    .errors(teamsRefusals)
    .output(z.object({ removed: z.literal(true) })),
  updateBrand: asks('brands.manage', 'changes')
    .route({
      method: 'PATCH',
      path: '/brands/{brandId}',
      summary: 'Change a brand: name, language, time zone, grace for late posts, whether alt text is required',
    })
    .input(
      z.object({
        brandId: z.uuid(),
        name: Name.optional(),
        language: Language.optional(),
        timeZone: TimeZone.optional(),
        graceMinutes: z.int().min(0).max(10080).optional(),
        /** `required`: no post goes out by any way while a network that takes alt text would show a picture or video without. */
        altTexts: AltTexts.optional(),
      }),
    )
    .output(Brand),
  addBrand: asks('brands.manage', 'creates', 'workspace')
    .route({ method: 'POST', path: '/brands', summary: 'Add a brand' })
    .errors(teamsRefusals)
    .input(z.object({ name: Name, language: Language, timeZone: TimeZone }))
    .output(Brand),
  archiveBrand: asks('brands.manage', 'changes', 'workspace')
    .route({ method: 'POST', path: '/brands/{brandId}/archive', summary: 'Put away a brand without accounts: its history stays' })
    .errors(teamsRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.object({ archived: z.literal(true) })),
  restoreBrand: asks('brands.manage', 'changes', 'workspace')
    .route({ method: 'POST', path: '/brands/{brandId}/restore', summary: 'Take a brand back that was put away' })
    .errors(teamsRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(Brand),
  archivedBrands: asks('brands.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/brands/archived', summary: 'Brands that were put away' })
    .output(z.array(z.object({ id: z.uuid(), name: z.string() }))),
  members: asks('members.read', 'reads', 'own')
    .route({ method: 'GET', path: '/members', summary: 'Members of the workspace' })
    .output(z.array(Member)),
  changeRole: asks('members.manage', 'changes', 'workspace')
    .route({
      method: 'PATCH',
      path: '/members/{memberId}',
      summary: 'Change what a member may do: their role everywhere, and those for brands and accounts',
    })
    .errors(teamsRefusals)
    .input(Rights.extend({ memberId: z.uuid() }).refine(someRight, 'Choose a role.'))
    .output(Member),
  removeMember: asks('members.manage', 'changes', 'workspace')
    .route({
      method: 'DELETE',
      path: '/members/{memberId}',
      summary: 'Remove a member; their sessions and API keys end, and what they leave behind is the successor’s',
    })
    .errors(teamsRefusals)
    .input(z.object({ memberId: z.uuid(), successorId: z.uuid().optional() }))
    .output(z.object({ removed: z.literal(true) })),
  invitations: asks('members.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/invitations', summary: 'Open invitations' })
    .output(z.array(Invitation)),
  invite: asks('members.manage', 'creates', 'workspace')
    .route({ method: 'POST', path: '/invitations', summary: 'Invite someone by e-mail and by link' })
    .errors(teamsRefusals)
    .input(Rights.extend({ email: Email }).refine(someRight, 'Choose a role.'))
    .output(Invitation),
  withdrawInvitation: asks('members.manage', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/invitations/{invitationId}', summary: 'Withdraw an invitation' })
    .input(z.object({ invitationId: z.uuid() }))
    .output(z.object({ withdrawn: z.literal(true) })),
  invitation: asks('anyone', 'reads')
    .route({ method: 'GET', path: '/invitations/by-token/{token}', summary: 'What an invitation link offers' })
    .errors(teamsRefusals)
    .input(z.object({ token: z.string().max(100) }))
    .output(
      z.object({ workspaceName: z.string(), email: z.string(), role: Role.optional(), grants: z.array(Grant), hasLogin: z.boolean() }),
    ),
  acceptInvitation: asks('anyone', 'changes')
    .route({
      method: 'POST',
      path: '/invitations/accept',
      summary: 'Accept an invitation: a new person chooses name and password; one who has a login gives its password',
    })
    .errors(teamsRefusals)
    .input(z.object({ token: z.string().max(100), name: Name.optional(), password: Password, language: Language.optional() }))
    .output(z.object({ workspaceId: z.uuid(), email: z.string() })),
  apiKeys: asks('api-keys.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/api-keys', summary: 'API keys of the workspace' })
    .output(z.array(ApiKey)),
  createApiKey: asks('api-keys.manage', 'creates', 'workspace')
    .route({ method: 'POST', path: '/api-keys', summary: 'Create an API key; it is shown once' })
    .input(
      z.object({ name: Name, role: Role, scopes: z.array(ApiScope).min(1).optional(), expiresInDays: z.int().min(1).max(3650).optional() }),
    )
    .output(ApiKey.extend({ key: z.string() })),
  revokeApiKey: asks('api-keys.manage', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/api-keys/{apiKeyId}', summary: 'Revoke an API key' })
    .input(z.object({ apiKeyId: z.string().max(100) }))
    .output(z.object({ revoked: z.literal(true) })),
  audit: asks('audit.read', 'reads', 'workspace')
    .route({ method: 'GET', path: '/audit', summary: 'Who changed what, newest first' })
    .input(Page.extend(AuditWanted.shape))
    .output(z.object({ entries: z.array(AuditEntry), names: z.array(AuditName), next: z.string().optional() })),
  auditExport: asks('audit.read', 'reads', 'workspace')
    .route({ method: 'GET', path: '/audit/export', summary: 'The entries wanted as a CSV file, newest first, at most 100,000' })
    .input(AuditWanted)
    .output(z.file()),
  auditCheck: asks('audit.read', 'reads', 'workspace')
    .route({ method: 'GET', path: '/audit/check', summary: 'Whether anything in the sealed log was changed' })
    .output(AuditCheck),
  auditKeeping: asks('audit.read', 'reads', 'workspace')
    .route({ method: 'GET', path: '/audit/keeping', summary: 'How many months the log is kept' })
    .output(AuditKeeping),
  setAuditKeeping: asks('workspace.manage', 'changes', 'workspace')
    .route({ method: 'PUT', path: '/audit/keeping', summary: 'Choose how many months the log is kept' })
    .input(AuditKeeping)
    .output(AuditKeeping),
}
