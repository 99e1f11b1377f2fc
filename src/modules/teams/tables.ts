import type { ColumnType, Generated } from 'kysely'

import type { MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
import type { Language } from '#kit/contract'

import type { SessionWay } from './acting.ts'
import type { ApiScope, AuditVia } from './contract.ts'
import type { GrantedRole, Role } from './permissions-contract.ts'

declare module '#kit/database' {
  interface Tables {
    'teams.login': LoginTable
    'teams.session': SessionTable
    'teams.credential': CredentialTable
    'teams.verification': VerificationTable
    'teams.two_factor': TwoFactorTable
    'teams.passkey': PasskeyTable
    'teams.sso': SsoTable
    'teams.sso_person': SsoPersonTable
    'teams.email_change': EmailChangeTable
    'teams.rate_limit': RateLimitTable
    'teams.wrong_try': WrongTryTable
    'teams.workspace': WorkspaceTable
    'teams.brand': BrandTable
    'teams.member': MemberTable
    'teams.role_grant': RoleGrantTable
    'teams.invitation': InvitationTable
    'teams.api_key': ApiKeyTable
    'teams.audit': AuditTable
    'teams.audit_block': AuditBlockTable
    'teams.idempotency': IdempotencyTable
  }
}

/** A person who can sign in, whatever workspaces they belong to. better-auth's "user". */
export interface LoginTable {
  id: Generated<string>
  name: string
  email: string
  email_verified: Generated<boolean>
  two_factor_enabled: Generated<boolean>
  image: string | null
  language: Generated<Language>
  created_at: SetByDatabase
  updated_at: SetByDatabase
}

export interface SessionTable {
  id: Generated<string>
  token: string
  login_id: string
  expires_at: Timestamp
  ip_address: string | null
  user_agent: string | null
  /** How the person came in. */
  way: Generated<SessionWay>
  /** The workspace whose single sign-on began it, and the only one it is for. */
  workspace_id: string | null
  /** To within five minutes. */
  seen_at: ColumnType<Date | null, Date | string | undefined, Date | string>
  created_at: SetByDatabase
  updated_at: SetByDatabase
}

/** A person's password, as `credential`. better-auth's "account". */
export interface CredentialTable {
  id: Generated<string>
  login_id: string
  provider_id: string
  account_id: string
  password: string | null
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Timestamp | null
  refresh_token_expires_at: Timestamp | null
  scope: string | null
  created_at: SetByDatabase
  updated_at: SetByDatabase
}

export interface VerificationTable {
  id: Generated<string>
  identifier: string
  value: string
  expires_at: Timestamp
  created_at: SetByDatabase
  updated_at: SetByDatabase
}

/** A person's app for one-time codes and their recovery codes; both are encrypted. */
export interface TwoFactorTable {
  id: Generated<string>
  login_id: string
  secret: string
  backup_codes: string
  /** False until a first code was right. */
  verified: Generated<boolean>
  failed_verification_count: Generated<number>
  locked_until: Timestamp | null
}

export interface PasskeyTable {
  id: Generated<string>
  login_id: string
  name: string | null
  credential_id: string
  public_key: string
  counter: number
  device_type: string
  backed_up: boolean
  transports: string | null
  aaguid: string | null
  created_at: SetByDatabase
  last_used_at: Timestamp | null
}

/** A workspace's identity provider. */
export interface SsoTable {
  workspace_id: string
  issuer: string
  client_id: string
  /** Sealed for `sso/<workspace>`. */
  client_secret: string
  domains: string[]
  lets_in: boolean
  role: Role
  updated_at: SetByDatabase
}

/** Whom the provider's subject is here. */
export interface SsoPersonTable {
  workspace_id: string
  issuer: string
  subject: string
  login_id: string
  created_at: SetByDatabase
}

export interface EmailChangeTable {
  login_id: string
  id: string
  email: string
  token_hash: string
  expires_at: Timestamp
}

/** better-auth's counters per address and path; `last_request` in milliseconds since 1970. */
export interface RateLimitTable {
  id: Generated<string>
  key: string
  count: number
  last_request: number
}

export interface WrongTryTable {
  key: string
  count: number
  since: Timestamp
}

export interface WorkspaceTable {
  workspace_id: string
  name: string
  language: Language
  /** Made to look around in: its accounts live in the sandbox. */
  demo: Generated<boolean>
  /** How long the audit log is kept. */
  audit_months: Generated<number>
  two_factors_required: Generated<boolean>
  created_at: SetByDatabase
}

export interface BrandTable {
  workspace_id: string
  id: string
  name: string
  language: Language
  time_zone: string
  grace_minutes: Generated<number>
  alt_texts: Generated<'off' | 'warn' | 'required'>
  created_at: SetByDatabase
  archived_at: Timestamp | null
}

/** A person's place in one workspace. */
export interface MemberTable {
  workspace_id: string
  id: string
  login_id: string
  /** Everywhere in the workspace; without, only what is granted. */
  role: Role | null
  joined_at: SetByDatabase
}

/** A member's role in one brand, or on one account of it. */
export interface RoleGrantTable {
  workspace_id: string
  member_id: string
  brand_id: string
  account_id: string | null
  role: GrantedRole
}

export interface InvitationTable {
  workspace_id: string
  id: string
  email: string
  role: Role | null
  /** What is granted with it: parsed by whoever reads it. */
  grants: ColumnType<unknown, string | undefined, string>
  token_hash: string
  mailed: boolean
  created_at: SetByDatabase
  expires_at: Timestamp
  accepted_at: Timestamp | null
  withdrawn_at: Timestamp | null
}

export interface ApiKeyTable {
  workspace_id: string
  id: string
  member_id: string
  name: string
  role: Role
  /** What the key may do of what its role may; null is everything. */
  scopes: ApiScope[] | null
  start: string
  key_hash: string
  created_at: SetByDatabase
  last_used_at: Timestamp | null
  expires_at: Timestamp | null
}

/** Append-only: who changed what. */
export interface AuditTable {
  workspace_id: string
  id: Generated<string>
  at: ColumnType<Date, Date | string, never>
  member_id: string | null
  actor_name: string
  via: AuditVia
  action: string
  subject_kind: string | null
  subject_id: string | null
  detail: ColumnType<Record<string, unknown>, string, never>
  ip: ColumnType<string | null, string | null | undefined, never>
  /** What was changed, as it was and as it is; null where nothing stood before, or where the detail says it all. */
  before: ColumnType<Record<string, unknown> | null, string | null | undefined, never>
  after: ColumnType<Record<string, unknown> | null, string | null | undefined, never>
  /** The block it is sealed in. */
  block: number | null
}

export interface AuditBlockTable {
  workspace_id: string
  number: number
  rows: number
  hash: string
  mac: string
  key_id: string
  sealed_at: Timestamp
  forgotten_at: MaybeTimestamp
}

/** Answers of creating calls, kept for a day, so that a repeated call gets the first one's answer. */
export interface IdempotencyTable {
  workspace_id: string
  member_id: string
  key: string
  request_hash: string
  response: ColumnType<unknown, string | null, string>
  created_at: ColumnType<Date, Date | string, never>
}
