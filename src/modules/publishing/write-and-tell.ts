import type { DeliveryState } from './contract.ts'
import type { Held } from './held-delivery.ts'
import { holdBack, type Pause } from './hold-back.ts'
import { isNews, tell } from './tell.ts'
import type { Work } from './work-in-hand.ts'
import { writeHeld, type Writing } from './write-held.ts'

/** What is written of a delivery, and what follows from it. */
export interface Outcoming extends Writing {
  /** The state it has come to for now; absent while the worker goes on with it. */
  readonly state?: DeliveryState | undefined
  /** The network asked for a pause. */
  readonly pause?: Pause | undefined
  readonly networkName: string
  readonly handle: string
}

/** Writes it and tells whom it concerns, as one. Throws LeaseLost. */
export async function writeAndTell({ needs, claimed }: Work, what: Outcoming): Promise<Held> {
  const { state, pause, networkName, handle } = what
  const news = state !== undefined && isNews(needs, { state, isAnswer: claimed.isAnswer }) ? { state, networkName, handle } : undefined
  if (!news && !pause) return writeHeld(needs.db, claimed, what)
  return needs.db.transaction().execute(async (tx) => {
    const held = await writeHeld(tx, claimed, what)
    if (pause) await holdBack(tx, held.row, pause)
    if (news) await tell(tx, needs, { ...news, row: held.row })
    return held
  })
}
