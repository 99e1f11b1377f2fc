import type { Reason, Trouble } from './network.ts'

/** A plain no. `code` names the text that people read, `more` fills it. */
export function rejected(code: string, more: Omit<Reason, 'code'> = {}): { readonly ok: false; readonly trouble: Rejected } {
  return { ok: false, trouble: { kind: 'rejected', reason: { ...more, code } } }
}

type Rejected = Extract<Trouble, { kind: 'rejected' }>
