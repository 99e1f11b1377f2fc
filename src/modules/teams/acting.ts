import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'
import type { Json } from '#kit/json'

import type { ApiScope } from './contract.ts'
import type { Grant, Role } from './permissions-contract.ts'
import type { Place } from './places.ts'

/** A member's roles: one everywhere in the workspace, others for certain brands and accounts. The nearest counts. */
export interface Standing {
  readonly everywhere?: Role | undefined
  readonly grants: readonly (Omit<Grant, 'role'> & { readonly role: Role })[]
}

/** Who is asking, in which workspace, with which role: a member in the browser or an API key acting with a role. */
export interface Acting {
  readonly workspaceId: string
  readonly memberId: string
  readonly userId: string
  readonly name: string
  /** Before the door the role everywhere; behind it the role in the brand, or on the account, that is asked about. */
  readonly role: Role | undefined
  readonly standing: Standing
  /** The accounts that what is asked is narrowed to, for those whose role is not for the whole brand. */
  readonly within?: readonly string[]
  readonly via: 'web' | 'api-key'
  readonly language: Language
  /** The session in the browser; absent for API keys and for what goes on in a member's name later. */
  readonly session?: { readonly id: string; readonly way: SessionWay }
  /** What an API key may do of what its role may. Absent: everything. */
  readonly scopes?: readonly ApiScope[]
}

/** How somebody came in. A session by single sign-on is for the one workspace whose provider vouched for them. */
export type SessionWay = 'password' | 'second-factor' | 'passkey' | 'sso'

/** What the server knows of a request before any procedure runs. `acting` is absent where nobody is signed in or the person belongs to no workspace. */
export interface CallContext {
  readonly acting?: Acting
  /** Why somebody who is known may not act yet: their workspace asks for two factors. */
  readonly lacks?: 'two-factors'
  readonly headers: Headers
  /** The caller's address, for rate limits and the audit log. */
  readonly ip: string
  /** Where the things stand that a field of this name means; absent, nothing is found and whoever is not for the whole workspace gets nothing. */
  readonly find?: (field: string, asked: { workspaceId: string; ids: readonly string[] }) => Promise<readonly Place[]>
  /** Refuses a right that waits for something, such as a lesson to be read; asked of whatever changes something. */
  readonly holdBack?: HoldBack
}

export type HoldBack = (acting: Acting, permission: string) => Promise<void>

/** One call that passed the door: what `change` needs to write its audit row and honour its Idempotency-Key. */
export interface Call {
  readonly acting: Acting
  /** The procedure's path, e.g. publishing.schedule. */
  readonly path: string
  readonly input: unknown
  readonly idempotencyKey?: string
  /** The caller's address, for the audit log. */
  readonly ip?: string
  /** For a right that the procedure asks for only sometimes. */
  readonly holdBack?: HoldBack
  /** What the call's change is about, as it stands: asked before the work and after it, for the audit log. */
  readonly watches?: (tx: Tx) => Promise<Readonly<Record<string, Json>> | undefined>
}
