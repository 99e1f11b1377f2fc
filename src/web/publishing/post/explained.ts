import type { Delivery } from '#contract/publishing'

type Known = 'unconfirmed' | 'missed' | 'needs-a-person'

/** The sentence for a state that needs one. A delivery that waits for a person says its own reason, unless that is the lost answer itself. */
export function explained(
  { state, reason }: Pick<Delivery, 'state' | 'reason'>,
  explain: Readonly<Record<Known, string>>,
): string | undefined {
  if (state === 'unconfirmed' || state === 'missed') return explain[state]
  const lost = reason === undefined || reason.code === 'outcome-unknown'
  return state === 'needs-a-person' && lost ? explain[state] : undefined
}
