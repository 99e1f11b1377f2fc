import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { addLogin } from '../add-login.ts'
import { addMember } from '../add-member.ts'
import { holdWorkspace } from '../change.ts'
import type { Invitation } from '../contract.ts'
import { offeredBy, openInvitations } from '../invitations.ts'
import type { SignInNeeds } from '../needs.ts'
import { signInRefusals } from '../sign-in-contract.ts'
import type { Vouched } from './oidc.ts'
import { domainOf, type WorkspaceProvider } from './provider-of.ts'

type Letting = Pick<SignInNeeds, 'db' | 'clock' | 'events'>

interface Known {
  readonly provider: WorkspaceProvider
  readonly vouched: Vouched & { readonly email: string }
}

/** The login of the person whom a workspace's provider vouches for; makes them a member where the owner wants that. */
export async function letIn(needs: Letting, provider: WorkspaceProvider, vouched: Vouched): Promise<string> {
  const { email } = vouched
  if (email === undefined || !vouched.emailVerified) throw refuse(signInRefusals, 'SSO_EMAIL_NOT_VERIFIED')
  if (!provider.domains.includes(domainOf(email))) throw refuse(signInRefusals, 'SSO_WRONG_DOMAIN')
  return needs.db.transaction().execute(async (tx) => {
    // One at a time: two windows that come back at once are one person.
    await tx.selectFrom('teams.sso').select('workspace_id').where('workspace_id', '=', provider.workspaceId).forUpdate().executeTakeFirst()
    if (!(await holdWorkspace(tx, provider.workspaceId))) throw refuse(signInRefusals, 'NO_SSO')
    const known = { provider, vouched: { ...vouched, email } }
    return (await loginOfSubject(tx, needs, known)) ?? (await firstTime(tx, needs, known))
  })
}

/** Somebody who was here: by the provider's own name for them, whatever their address is now. Who was removed does not come back by themselves. */
async function loginOfSubject(tx: Tx, needs: Letting, { provider, vouched }: Known): Promise<string | undefined> {
  const person = await tx
    .selectFrom('teams.sso_person as person')
    .leftJoin('teams.member as member', (join) =>
      join.onRef('member.workspace_id', '=', 'person.workspace_id').onRef('member.login_id', '=', 'person.login_id'),
    )
    .select(['person.login_id', 'member.id as memberId'])
    .where('person.workspace_id', '=', provider.workspaceId)
    .where('person.issuer', '=', provider.issuer)
    .where('person.subject', '=', vouched.subject)
    .executeTakeFirst()
  if (person?.memberId === null && !(await invitationFor(tx, needs, { provider, vouched }).executeTakeFirst()))
    throw refuse(signInRefusals, 'SSO_NOT_INVITED')
  return person && person.memberId !== null ? person.login_id : undefined
}

async function firstTime(tx: Tx, needs: Letting, { provider, vouched }: Known): Promise<string> {
  const { workspaceId, issuer } = provider
  const login = await tx
    .selectFrom('teams.login as login')
    .leftJoin('teams.member as member', (join) =>
      join.onRef('member.login_id', '=', 'login.id').on('member.workspace_id', '=', workspaceId),
    )
    .select(['login.id', 'login.name', 'member.id as memberId'])
    .where('login.email', '=', vouched.email)
    .executeTakeFirst()
  const loginId = login && login.memberId !== null ? login.id : await becomeMember(tx, needs, { provider, vouched, login })
  await tx
    .insertInto('teams.sso_person')
    .values({ workspace_id: workspaceId, issuer, subject: vouched.subject, login_id: loginId })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'issuer', 'subject']).doUpdateSet({ login_id: loginId }))
    .execute()
  return loginId
}

async function becomeMember(
  tx: Tx,
  needs: Letting,
  { provider, vouched, login }: Known & { login: { id: string; name: string } | undefined },
): Promise<string> {
  const { workspaceId } = provider
  const offer =
    (await takeInvitation(tx, needs, { provider, vouched })) ?? (provider.letsIn ? { role: provider.role, grants: [] } : undefined)
  if (!offer) throw refuse(signInRefusals, 'SSO_NOT_INVITED')
  const name = login?.name ?? vouched.name ?? vouched.email.replace(/@.*/, '')
  const loginId = login?.id ?? (await addLogin(tx, { name, email: vouched.email, language: await languageOf(tx, workspaceId) }))
  await addMember(tx, needs, { workspaceId, loginId, name, email: vouched.email, ...offer, action: 'signIn.joinBySso' })
  return loginId
}

/** Who was invited comes in as what they were invited as. */
async function takeInvitation(tx: Tx, needs: Letting, known: Known): Promise<Pick<Invitation, 'role' | 'grants'> | undefined> {
  const invited = await invitationFor(tx, needs, known).forUpdate().executeTakeFirst()
  if (!invited) return undefined
  await tx
    .updateTable('teams.invitation')
    .set({ accepted_at: new Date(needs.clock.now().epochMilliseconds) })
    .where('workspace_id', '=', known.provider.workspaceId)
    .where('id', '=', invited.id)
    .execute()
  return offeredBy(invited)
}

function invitationFor(tx: Tx, { clock }: Letting, { provider, vouched }: Known) {
  return openInvitations(tx, clock.now()).where('workspace_id', '=', provider.workspaceId).where('email', '=', vouched.email)
}

async function languageOf(tx: Tx, workspaceId: string) {
  const { language } = await tx
    .selectFrom('teams.workspace')
    .select('language')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return language
}
