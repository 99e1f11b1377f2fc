import type { Rule } from '#contract/inbox'

/** What is open over the list. Without a rule the form makes a new one. */
export type OpenRule = { kind: 'form'; rule?: Rule } | { kind: 'acts'; rule: Rule }
