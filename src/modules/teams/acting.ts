import type { Language } from '#kit/contract'

import type { Role } from './contract.ts'

/** Who is asking, in which workspace, with which role: a member in the browser or an API key acting with a role. */
export interface Acting {
  readonly workspaceId: string
  readonly memberId: string
  readonly userId: string
  readonly name: string
  readonly role: Role
  readonly via: 'web' | 'api-key'
  readonly language: Language
}

/** What the server knows of a request before any procedure runs. `acting` is absent where nobody is signed in or the person belongs to no workspace. */
export interface CallContext {
  readonly acting?: Acting
  readonly headers: Headers
  /** The caller's address, for rate limits and the audit log. */
  readonly ip: string
}

/** One call that passed the door: what `change` needs to write its audit row and honour its Idempotency-Key. */
export interface Call {
  readonly acting: Acting
  /** The procedure's path, e.g. publishing.schedule. */
  readonly path: string
  readonly input: unknown
  readonly idempotencyKey?: string
  /** The caller's address, for the audit log. */
  readonly ip?: string
}
