import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { teamsRefusals } from './contract.ts'

/** A new person who can sign in: with this password, or without one by their workspace's provider. There is no public sign-up: set-up, invitations and single sign-on come here. */
export async function addLogin(tx: Tx, person: NewPerson): Promise<string> {
  const login = await tx
    .insertInto('teams.login')
    .values({ name: person.name, email: person.email.toLowerCase(), image: null, language: person.language })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!login) throw refuse(teamsRefusals, 'EMAIL_TAKEN')
  if (person.passwordHash === undefined) return login.id
  await tx
    .insertInto('teams.credential')
    .values({ login_id: login.id, account_id: login.id, provider_id: 'credential', password: person.passwordHash })
    .execute()
  return login.id
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly passwordHash?: string
}
