import type { Tx } from '#kit/database'

import { tellOf, type TellingNeeds } from './begin-step.ts'
import { addVerdict, asDate, changeRequest, noDeadline, type RequestRow } from './requests.ts'

export interface By {
  readonly kind: 'member' | 'guest'
  /** Null where Hearth did it. */
  readonly id: string | null
  readonly name: string | null
}

interface Settled {
  readonly state: 'approved' | 'refused' | 'skipped' | 'withdrawn'
  readonly by: By
  readonly text?: string
  readonly inPlace?: boolean
  /** It is in the history already. */
  readonly said?: boolean
}

/** The request is decided; whoever asked is told, unless they did it themselves. */
export async function settleRequest(tx: Tx, needs: TellingNeeds, request: RequestRow, settled: Settled): Promise<RequestRow> {
  const { state, by, text = '', inPlace = false, said = false } = settled
  if (!said) await addVerdict(tx, request, { kind: state, at: needs.clock.now(), ...idOf(by), name: by.name, text, inPlace })
  const after = await changeRequest(tx, request, { ...noDeadline, state, settled_at: asDate(needs.clock.now()) })
  if (state === 'approved' || state === 'refused') {
    const members = [request.asked_by, request.written_by].filter((id) => by.kind !== 'member' || id !== by.id)
    const kind = state === 'approved' ? 'approval-given' : 'approval-refused'
    await tellOf(tx, needs, after, { kind, members, about: `${state}/${request.version}`, name: by.name ?? undefined })
  }
  return after
}

export function idOf({ kind, id }: By): { memberId: string | null; guestId: string | null } {
  return kind === 'member' ? { memberId: id, guestId: null } : { memberId: null, guestId: id }
}
