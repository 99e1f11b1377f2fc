import { createContext, use } from 'react'

import type { Campaign } from '#contract/strategy'

import type { Format } from '../../language/format.ts'
import type { Selection } from './selection.ts'

/** What every card needs, found once for all of them: a month has hundreds. */
interface Cards {
  readonly format: Format
  readonly campaigns: ReadonlyMap<string, Campaign>
  readonly selection: Selection
}

export const CardsContext = createContext<Cards | undefined>(undefined)

export function useCards(): Cards {
  const cards = use(CardsContext)
  if (cards === undefined) throw new Error('Cards are drawn on the calendar.')
  return cards
}
