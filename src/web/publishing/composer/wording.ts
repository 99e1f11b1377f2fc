import { readersOf, type Place, type Readers } from './check-draft.ts'
import type { Parts } from './draft-parts.ts'
import type { Composer } from './use-composer.ts'
import { changeParts, partsOn, settingsOn } from './variants.ts'

/** The text that is being edited: the common one, or what is said on one network. */
export interface Wording extends Readers {
  /** Absent for the common text. */
  readonly network: string | undefined
  readonly parts: Parts
  readonly change: (edit: (parts: Parts) => Parts) => void
}

export function wordingOf({ desk, change }: Composer, places: readonly Place[], network: string | undefined): Wording {
  return {
    network,
    parts: network === undefined ? desk.draft.parts : partsOn(desk.draft, network),
    places: readersOf(desk.draft, places, network),
    settingsOn: (of) => settingsOn(desk.draft, of),
    change: (edit) => change((now) => withDraft(now, changeParts(now.draft, network, edit))),
  }
}

function withDraft<Desk extends { draft: unknown }>(desk: Desk, draft: Desk['draft']): Desk {
  return draft === desk.draft ? desk : { ...desk, draft }
}
