/** What the list of people shows, kept in the address. */
export interface PeopleSearch {
  readonly text?: string | undefined
  /** The person whose card is open. */
  readonly person?: string | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readPeopleSearch({ text, person }: Readonly<Record<string, unknown>>): PeopleSearch {
  return {
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(typeof person === 'string' && person !== '' ? { person } : {}),
  }
}
