import type { Trouble } from './network.ts'

/** Trouble with a question about what was made. One that was refused proves nothing and is asked again: at times a network does not know what it has just made. */
export function unlessRefused(trouble: Trouble): { readonly ok: false; readonly trouble: Trouble } {
  if (trouble.kind !== 'rejected') return { ok: false, trouble }
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...trouble.reason, code: 'status-unknown' } } }
}
