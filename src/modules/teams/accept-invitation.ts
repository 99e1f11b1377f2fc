import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { addLogin } from './add-login.ts'
import { addMember } from './add-member.ts'
import { teamsRefusals } from './contract.ts'
import { hashPassword, passwordMatches } from './hash-password.ts'
import { loginByEmail } from './invitation.ts'
import { offeredBy, openInvitations } from './invitations.ts'
import { isRefusedPassword } from './is-refused-password.ts'
import type { TeamsNeeds } from './needs.ts'
import { hashOfSecret } from './secrets.ts'
import { countTry, forgetTries } from './wrong-tries.ts'

interface Wanted {
  readonly token: string
  readonly name?: string | undefined
  readonly password: string
  readonly language?: Language | undefined
}

interface Person {
  readonly name: string
  readonly loginId: (tx: Tx) => Promise<string>
}

/** Makes the invited person a member: with a new login, or with the login they have once its password is right. Works once. */
export async function acceptInvitation(
  needs: TeamsNeeds,
  { input, ip }: { input: Wanted; ip: string },
): Promise<{ workspaceId: string; email: string }> {
  const { db, clock } = needs
  const tokenHash = hashOfSecret(input.token)
  const offered = await openInvitations(db, clock.now()).where('token_hash', '=', tokenHash).executeTakeFirst()
  if (!offered) throw refuse(teamsRefusals, 'INVITATION_OVER')
  const person = await personFor(needs, { email: offered.email, input, ip })
  return db.transaction().execute(async (tx) => {
    const claimed = await claim(tx, tokenHash, clock.now())
    if (!claimed) throw refuse(teamsRefusals, 'INVITATION_OVER')
    const member = { workspaceId: claimed.workspace_id, email: claimed.email, ...offeredBy(claimed) }
    await addMember(tx, needs, { ...member, name: person.name, loginId: await person.loginId(tx), action: 'teams.acceptInvitation' })
    return { workspaceId: member.workspaceId, email: member.email }
  })
}

async function personFor({ db }: TeamsNeeds, { email, input, ip }: { email: string; input: Wanted; ip: string }): Promise<Person> {
  const login = await loginByEmail(db, email)
  if (login) {
    const key = `accept:${ip}:${login.id}`
    await countTry(db, key)
    if (!login.password || !(await passwordMatches(login.password, input.password))) throw refuse(teamsRefusals, 'WRONG_PASSWORD')
    await forgetTries(db, key)
    return { name: login.name, loginId: async () => login.id }
  }
  const name = input.name ?? email.replace(/@.*/, '')
  if (await isRefusedPassword(input.password, [name, email])) throw refuse(teamsRefusals, 'WEAK_PASSWORD')
  const passwordHash = await hashPassword(input.password)
  return { name, loginId: (tx) => addLogin(tx, { name, email, language: input.language ?? 'en', passwordHash }) }
}

/** Of two who accept at the same moment one gets the row, the other nothing. */
function claim(tx: Tx, tokenHash: string, now: Temporal.Instant) {
  const at = new Date(now.epochMilliseconds)
  return tx
    .updateTable('teams.invitation')
    .set({ accepted_at: at })
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['workspace_id', 'email', 'role', 'grants', 'id'])
    .executeTakeFirst()
}
