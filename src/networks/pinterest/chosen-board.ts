import type { Json } from '#kit/json'

import type { SettingField, Settings } from '../network.ts'
import type { Known } from './known.ts'

/** Where a pin goes. */
export interface Place {
  readonly board: string
  readonly section?: string | undefined
}

/** Each account has boards of its own, and so a field of its own. */
export function boardFieldName({ profile }: Pick<Known, 'profile'>): string {
  return profile ? `board.${profile.id}` : 'board'
}

/** One choice for boards and their sections: `17` is a board, `17/4` one of its sections. */
export function boardField({ profile, boards = [] }: Known): SettingField {
  const places = boards.flatMap(({ id, name, sections }) => [
    { value: id, label: name },
    ...sections.map((section) => ({ value: `${id}/${section.id}`, label: `${name} › ${section.name}` })),
  ])
  return {
    name: boardFieldName({ profile }),
    kind: 'choice',
    options: places.map(({ value }) => value),
    usual: usualBoard(boards),
    labels: Object.fromEntries(places.map(({ value, label }) => [value, label])),
    ...(profile ? { of: profile.handle } : {}),
  }
}

/** Nobody's board is chosen for them, unless there is only one. */
function usualBoard(boards: NonNullable<Known['boards']>): string {
  return boards.length === 1 ? (boards[0]?.id ?? '') : ''
}

/** What was chosen for this account; `board` will do where the post goes to one account alone. */
export function chosenBoard(settings: Settings, known: Known): Place | undefined {
  const own = settings[boardFieldName(known)]
  const chosen = own === undefined || own === '' ? settings['board'] : own
  const [board = '', section] = (typeof chosen === 'string' && chosen !== '' ? chosen : usualBoard(known.boards ?? [])).split('/')
  return board === '' ? undefined : { board, ...(section === undefined ? {} : { section }) }
}

/** As it is saved. */
export function asJson({ board, section }: Place): Json {
  return section === undefined ? { board } : { board, section }
}

/** Is it among those that the account had when it was last read? */
export function isKnownBoard({ board, section }: Place, { boards }: Known): boolean {
  const there = boards?.find(({ id }) => id === board)
  return boards === undefined || (there !== undefined && (section === undefined || there.sections.some(({ id }) => id === section)))
}
