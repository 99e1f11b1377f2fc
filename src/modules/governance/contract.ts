import { approvals } from './approvals-contract.ts'
import { crisis } from './crisis-contract.ts'
import { rules } from './rules-contract.ts'
import { training } from './training-contract.ts'

export * from './crisis-contract.ts'
export * from './rules-contract.ts'
export * from './training-contract.ts'
export * from './approvals-contract.ts'

export const governance = { ...approvals, ...rules, ...training, ...crisis }
