import type { Tx } from '#kit/database'
import type { Json } from '#kit/json'

import type { Call } from '../acting.ts'
import { change } from '../change.ts'
import type { TeamsNeeds } from '../needs.ts'
import type { MySignIn } from '../sign-in-contract.ts'
import { auditOwn } from './audit-own.ts'
import { mySignIn } from './my-sign-in.ts'
import { refuseBySso } from './own-session.ts'
import { type SignInChange, tellOfChange } from './tell-of-change.ts'

interface OwnChange {
  readonly detail?: Readonly<Record<string, Json>>
  readonly before?: Readonly<Record<string, Json>>
  readonly after?: Readonly<Record<string, Json>>
  /** What the person is told of by letter, and where unless at their present address. */
  readonly tells?: { readonly change: SignInChange; readonly to?: string }
}

/** A change of how somebody signs in: audited in every workspace they are in, told to them by letter, in one transaction. */
export function changeOwn(
  needs: Pick<TeamsNeeds, 'db' | 'jobs' | 'mail'>,
  call: Call,
  work: (tx: Tx) => Promise<OwnChange>,
): Promise<MySignIn> {
  const { acting } = call
  refuseBySso(acting)
  return change(needs.db, call, async (tx) => {
    const { detail = {}, before, after, tells } = await work(tx)
    const both = { ...(before ? { before } : {}), ...(after ? { after } : {}) }
    await auditOwn(tx, { loginId: acting.userId, action: call.path, detail, ...both, except: acting.workspaceId })
    if (tells) await tellOfChange(needs, tx, { loginId: acting.userId, ...tells })
    return { value: await mySignIn(tx, acting), subject: { kind: 'member', id: acting.memberId }, detail, ...both, topics: ['members'] }
  })
}
