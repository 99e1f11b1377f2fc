import type { RuleContent } from '../rules-contract.ts'

/** A rule that a brand can begin with, under a name that does not change. */
export type Starting = RuleContent & { readonly starter: string }
