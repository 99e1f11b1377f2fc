import { refuse } from '#kit/errors'

import { strategyRefusals } from './contract.ts'

/** Does the writing that a name given twice would break: the database keeps names apart, whoever comes at the same moment. */
export async function underOwnName<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && unique.has(error.constraint)) throw refuse(strategyRefusals, 'NAME_TAKEN')
    throw error
  }
}

const unique = new Set<unknown>(['campaign_name', 'label_name', 'hashtag_group_name'])
