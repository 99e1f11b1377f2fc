export interface Asked {
  /** Where the `@` stands, in UTF-16 units. */
  readonly start: number
  readonly query: string
}

/** The mention that is being typed just before the cursor, if there is one. An `@` inside a word, as in a mail address, begins none. */
export function mentionAt(text: string, cursor: number): Asked | undefined {
  const typed = /(?<![\p{Script=Latin}\p{N}._/@-])@([\p{L}\p{N}][\p{L}\p{N}._-]{0,49})$/u.exec(text.slice(0, cursor))
  return typed?.[1] === undefined ? undefined : { start: typed.index, query: typed[1] }
}
