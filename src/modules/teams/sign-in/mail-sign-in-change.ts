import type { TeamsNeeds } from '../needs.ts'
import { signInChangedLetter } from './sign-in-letters.ts'
import type { SignInChange } from './tell-of-change.ts'

/** Tells a person what changed about how they sign in. A repeated run tells it again rather than not at all. */
export async function mailSignInChange(
  { db, mail, publicUrl }: Pick<TeamsNeeds, 'db' | 'mail' | 'publicUrl'>,
  { loginId, change, to }: { loginId: string; change: SignInChange; to?: string | undefined },
): Promise<void> {
  const login = await db.selectFrom('teams.login').select(['name', 'email', 'language']).where('id', '=', loginId).executeTakeFirst()
  if (!login || !mail.enabled) return
  const letter = signInChangedLetter(login.language, { name: login.name, change, url: `${publicUrl}/settings/sign-in` })
  await mail.send({ to: to ?? login.email, ...letter })
}
