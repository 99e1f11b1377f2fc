export interface Asked {
  /** Where the `@` stands, in UTF-16 units. */
  readonly start: number
  readonly query: string
}

/** The colleague who is being called just before the cursor, if one is: everybody right after the `@`. Inside a word, as in a mail address, it calls nobody. */
export function colleagueAt(text: string, cursor: number): Asked | undefined {
  const typed = /(?<![\p{Script=Latin}\p{N}._/@-])@([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(0, cursor))
  return typed?.[1] === undefined ? undefined : { start: typed.index, query: typed[1] }
}
