import type { Assigning } from '../contract.ts'

/** A member who may be given something. */
export interface Desk {
  readonly memberId: string
  /** Open threads that they are on. */
  readonly open: number
  /** When they were last given something, in milliseconds since 1970; 0 for never. */
  readonly givenAt: number
}

/**
 * Whose the next thread is. By turn: whoever has waited longest for one, in the order of the list where nobody has had one yet. By room: whoever
 * has fewest open ones and fewer than the most; between equals, by turn. Undefined where nobody has room.
 */
export function chooseMember(assigning: Assigning, desks: readonly Desk[]): Desk | undefined {
  const free = assigning.how === 'by-room' ? desks.filter(({ open }) => open < assigning.most) : desks
  const byTurn = free.toSorted((a, b) => a.givenAt - b.givenAt)
  return assigning.how === 'by-room' ? byTurn.toSorted((a, b) => a.open - b.open)[0] : byTurn[0]
}
