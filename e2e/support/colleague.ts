import { type Owner, signIn } from './owner.ts'

/** What every colleague signs in with. */
export const colleaguePassword = 'a-second-kettle-31'

/** Invited and accepted by programs, whatever the owner looks at meanwhile; speaks to the API from then on. */
export async function colleague(
  owner: Owner,
  url: string,
  { email, name, role = 'publisher' }: { email: string; name: string; role?: 'publisher' | 'author' },
): Promise<Owner> {
  const { link = '' } = await owner.call<{ link?: string }>('POST', '/invitations', { email, role })
  const token = new URL(link).pathname.split('/').at(-1)
  const answer = await fetch(`${url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name, password: colleaguePassword }),
  })
  if (!answer.ok) throw new Error(`Accepting answered ${answer.status}: ${await answer.text()}`)
  return signIn(url, { email, password: colleaguePassword })
}
