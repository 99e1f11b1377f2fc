import type { AnySchema } from '@orpc/contract'
import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Acting, CallContext } from './acting.ts'
import type { Reach } from './contract.ts'
import { mayDo } from './may-do.ts'
import type { Place } from './places.ts'
import { anyRoleThatMay, verdictOf } from './reach.ts'

interface About {
  readonly declared: { readonly permission: string; readonly does: 'reads' | 'changes' | 'creates'; readonly reach: Reach }
  readonly path: readonly string[]
  readonly input: { readonly raw: unknown; readonly schema: AnySchema | undefined }
}

/**
 * Lets somebody in whose roles are not for the whole workspace. Everything that a request names is looked up, and all of it must be
 * within their reach; a request that names nothing is theirs only where its procedure says so.
 */
export async function admit({ find }: Pick<CallContext, 'find'>, acting: Acting, about: About): Promise<Acting> {
  const { permission, does, reach } = about.declared
  const { standing } = acting
  if (mayDo(undefined, permission)) return acting
  if (reach === 'workspace') return asRole(acting, mayDo(standing.everywhere, permission) && standing.everywhere)
  const named = namedIn(await parsed(about.input), about.path[0] ?? '')
  const places: Place[] = []
  for (const [field, ids] of named) places.push(...((await find?.(field, { workspaceId: acting.workspaceId, ids })) ?? []))
  if (reach === 'own' && places.length === 0) return asRole(acting, anyRoleThatMay(standing, permission))
  const verdict = verdictOf(standing, places, { permission, does, byAccount: reach === 'accounts' || reach === 'own' })
  if (verdict === 'hidden') throw refuse(commonRefusals, 'NOT_FOUND')
  if (verdict === 'refused') throw refuse(commonRefusals, 'NOT_ALLOWED')
  return { ...acting, ...verdict }
}

function asRole(acting: Acting, role: Acting['role'] | false): Acting {
  if (!role) throw refuse(commonRefusals, 'NOT_ALLOWED')
  return { ...acting, role }
}

/** What the handler will get. Where the input is wrong nothing is named, and nothing is let in. */
async function parsed({ raw, schema }: About['input']): Promise<unknown> {
  if (!schema) return raw
  const result = await schema['~standard'].validate(raw)
  return result.issues ? undefined : result.value
}

/** Ids by the name of the field they stand in, at any depth; fields of a list, such as `postIds`, count as `postId`. */
function namedIn(input: unknown, module: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const visit = (value: unknown, field: string) => {
    if (typeof value === 'string') {
      if (!z.uuid().safeParse(value).success) return
      const key = `${module}.${field.replace(/Ids$/, 'Id')}`
      found.set(key, [...(found.get(key) ?? []), value])
    } else if (Array.isArray(value)) value.forEach((each) => visit(each, field))
    else if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) visit(each, name)
  }
  visit(input, '')
  return found
}
