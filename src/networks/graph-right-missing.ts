import type { Outcome, Trouble } from './network.ts'

/** A profile that was connected before Hearth asked for this right goes on publishing without it: it is refused, not signed out. */
export function orRightMissing({ trouble }: { readonly trouble: Trouble }): Extract<Outcome<never>, { ok: false }> {
  const isMissing = trouble.kind === 'signed-out' && trouble.reason.code === 'right-missing'
  return { ok: false, trouble: isMissing ? { kind: 'rejected', reason: trouble.reason } : trouble }
}
