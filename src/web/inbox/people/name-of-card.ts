import type { PersonSummary } from '#contract/inbox'

import { nameOfPerson } from '../name-of-person.ts'

/** What a person is called: by members, or else on the network where they were met first. */
export function nameOfCard({ name, profiles }: Pick<PersonSummary, 'name' | 'profiles'>, someone: string): string {
  return name ?? nameOfPerson(profiles[0], someone)
}
