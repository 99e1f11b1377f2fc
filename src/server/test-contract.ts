import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { z } from 'zod'

import { contract } from '#contract'
import { Permission, Reach } from '#contract/teams'

const Declared = z.object({ permission: Permission, does: z.enum(['reads', 'changes', 'creates']), reach: Reach })

/** A procedure of the contract with what it declares and takes. */
export interface Asked {
  readonly path: string
  readonly module: string
  readonly procedure: AnyContractProcedure
  readonly declared: z.output<typeof Declared>
  readonly schema: z.ZodType | undefined
}

/** All there are. */
export const procedures: readonly Asked[] = proceduresOf(contract)
/** All that ask for a sign-in. */
export const closedProcedures: readonly Asked[] = procedures.filter(({ declared }) => declared.permission !== 'anyone')

function proceduresOf(node: object, path: readonly string[] = []): Asked[] {
  if (isContractProcedure(node)) {
    const { inputSchema, meta } = node['~orpc']
    const schema = inputSchema instanceof z.ZodType ? inputSchema : undefined
    return [{ path: path.join('.'), module: path[0] ?? '', procedure: node, declared: Declared.parse(meta), schema }]
  }
  return Object.entries(node).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? proceduresOf(child, [...path, name]) : [],
  )
}
