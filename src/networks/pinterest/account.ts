import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { readBoards } from './boards.ts'
import { knownOf } from './known.ts'
import { isSandbox, type Session, settingsSchema, signedIn } from './session.ts'

/** The document promises none of these; without a name nobody would know the account again. */
const accountSchema = z.object({
  id: z.string().min(1).optional(),
  username: z.string().min(1),
  business_name: z.string().nullish(),
  profile_image: z.string().optional(),
})
type Account = z.infer<typeof accountSchema>

export function readAccount(session: Session, environment: NetworkEnvironment): Promise<Outcome<Account>> {
  return ask({ ...session, method: 'GET', path: '/user_account', answer: accountSchema }, environment)
}

interface Known {
  readonly profile: { readonly id: string; readonly handle: string }
  readonly standard: boolean
}

/** What `rulesFor` reads. */
export async function limitsOf({ profile, standard }: Known, session: Session, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const boards = await readBoards(session, environment)
  if (!boards.ok) return boards
  return { ok: true, value: { profile: { ...profile }, standard, sandbox: isSandbox(session), boards: boards.value.map(asJson) } }
}

function asJson({ id, name, sections }: { id: string; name: string; sections: readonly { id: string; name: string }[] }): Json {
  return { id, name, sections: sections.map((section) => ({ ...section })) }
}

/** Boards come and go; what access the app has, the owner says when the account is connected. */
export function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { handle } = settingsSchema.parse(access.settings)
  const { standard } = knownOf(access.limits)
  return limitsOf({ profile: { id: access.externalId, handle }, standard }, signedIn(access), environment)
}
