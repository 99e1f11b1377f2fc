import { ORPCError, os } from '@orpc/server'
import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Acting, Call, CallContext } from './acting.ts'
import { isStorable } from './is-storable.ts'
import { mayDo } from './may-do.ts'

const Declared = z.object({ permission: z.string() })

/**
 * The door of every procedure. Each module starts its handlers with
 * `implement(publishing).$context<CallContext>().use(atTheDoor)`: the permission that the contract declares is checked,
 * and the handler finds who asks in `context.call`.
 */
export const atTheDoor = os.$context<CallContext>().middleware(({ context, next, path, procedure }, input) => {
  const { permission } = Declared.parse(procedure['~orpc'].meta)
  const { acting } = context
  if (!mayDo(acting?.role, permission)) {
    throw acting ? refuse(commonRefusals, 'NOT_ALLOWED') : refuse(commonRefusals, 'SIGN_IN_FIRST')
  }
  if (!isStorable(input)) {
    throw new ORPCError('BAD_REQUEST', { message: 'A text holds a broken character that cannot be kept. Delete it or type it again.' })
  }
  const key = context.headers.get('idempotency-key')
  const call = acting && { acting, path: path.join('.'), input, ip: context.ip, ...(key ? { idempotencyKey: key.slice(0, 200) } : {}) }
  return next({ context: { call: callOf(call) } })
})

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
