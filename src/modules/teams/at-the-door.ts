import { ORPCError, os } from '@orpc/server'
import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Acting, Call, CallContext } from './acting.ts'
import { admit } from './admit.ts'
import { Reach } from './contract.ts'
import { isStorable } from './is-storable.ts'
import { mayDo } from './may-do.ts'
import { reachesAll } from './reach.ts'
import { withinScopes } from './within-scopes.ts'

const Declared = z.object({ permission: z.string(), does: z.enum(['reads', 'changes', 'creates']), reach: Reach.default('brand') })

/**
 * The door of every procedure. Each module starts its handlers with
 * `implement(publishing).$context<CallContext>().use(atTheDoor)`: the permission that the contract declares is checked,
 * for the brand or account that is asked about, and the handler finds who asks in `context.call`.
 */
export const atTheDoor = os.$context<CallContext>().middleware(async ({ context, next, path, procedure }, input) => {
  const declared = Declared.parse(procedure['~orpc'].meta)
  const { acting, holdBack } = context
  if (!acting && !mayDo(undefined, declared.permission)) throw refuse(commonRefusals, context.lacks ? 'TWO_FACTORS_FIRST' : 'SIGN_IN_FIRST')
  if (acting && !withinScopes(acting, declared.permission, declared.does)) throw refuse(commonRefusals, 'KEY_NOT_FOR_THIS')
  if (!isStorable(input)) {
    throw new ORPCError('BAD_REQUEST', { message: 'A text holds a broken character that cannot be kept. Delete it or type it again.' })
  }
  const key = context.headers.get('idempotency-key')
  const about = { declared, path, input: { raw: input, schema: procedure['~orpc'].inputSchema } }
  const as = acting && (reachesAll(acting.standing) ? asRoleAllows(acting, declared.permission) : await admit(context, acting, about))
  if (as && declared.does !== 'reads') await holdBack?.(as, declared.permission)
  const call = as && {
    acting: as,
    path: path.join('.'),
    input,
    ip: context.ip,
    ...(key ? { idempotencyKey: key.slice(0, 200) } : {}),
    ...(holdBack ? { holdBack } : {}),
  }
  return next({ context: { call: callOf(call) } })
})

function asRoleAllows(acting: Acting, permission: string): Acting {
  if (!mayDo(acting.role, permission)) throw refuse(commonRefusals, 'NOT_ALLOWED')
  return acting
}

/** Procedures that anyone may call have no acting member; reading `context.call.acting` there is a programming error and says so. */
function callOf(call: Call | undefined): Call {
  return (
    call ?? {
      get acting(): Acting {
        throw refuse(commonRefusals, 'SIGN_IN_FIRST')
      },
      path: '',
      input: undefined,
    }
  )
}
