import type { Outcome } from '../network.ts'

type Failed = Extract<Outcome<unknown>, { ok: false }>

/** A look that was refused says nothing of what happened. */
export function unproven(failed: Failed): Failed {
  const { kind, reason } = failed.trouble
  return kind === 'rejected' ? { ok: false, trouble: { kind: 'unavailable', reason } } : failed
}
