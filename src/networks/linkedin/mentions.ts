import { z } from 'zod'

import type { AccountAccess, Mention, Mentions, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, body } from './api.ts'
import { escape } from './little.ts'
import { hasScope, isOrganization, signedIn } from './session.ts'

/**
 * There is no search over all of LinkedIn. A page finds those who follow it by their names, and organizations by the name in their address; an app for
 * members alone finds nobody.
 */
export const mentions: Mentions = {
  find: async (query, access, environment) => {
    const words = query.replace(/^@/, '').trim()
    if (words === '' || !hasScope(access, 'rw_organization_admin')) return { ok: true, value: [] }
    const organizations = await findOrganizations(words, access, environment)
    if (!organizations.ok || !isOrganization(access)) return organizations
    const followers = await findFollowers(words, access, environment)
    return followers.ok ? { ok: true, value: [...organizations.value, ...followers.value].slice(0, 10) } : followers
  },
}

const organizationsSchema = z.object({
  elements: z.array(z.object({ id: z.number(), localizedName: z.string(), vanityName: z.string().catch('') })),
})

async function findOrganizations(
  words: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Mention[]>> {
  const vanityName = words.toLowerCase().replaceAll(/\s+/g, '-')
  const query = { q: 'vanityName', vanityName }
  const read = await ask({ session: signedIn(access), path: 'rest/organizations', query, answer: body(organizationsSchema) }, environment)
  if (!read.ok) return unlessRefused(read)
  const found = read.value.elements.map(({ id, localizedName, vanityName: handle }) =>
    asMention(localizedName, `urn:li:organization:${id}`, handle),
  )
  return { ok: true, value: found }
}

const followersSchema = z.object({
  elements: z.array(
    z.object({ member: z.string(), firstName: z.string().catch(''), lastName: z.string().catch(''), headline: z.string().catch('') }),
  ),
})

async function findFollowers(
  keywords: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Mention[]>> {
  const query = { q: 'organizationFollowers', keywords, organization: access.externalId }
  const read = await ask({ session: signedIn(access), path: 'rest/peopleTypeahead', query, answer: body(followersSchema) }, environment)
  if (!read.ok) return unlessRefused(read)
  const found = read.value.elements.map(({ member, firstName, lastName, headline }) =>
    asMention(`${firstName} ${lastName}`.trim(), member, headline),
  )
  return { ok: true, value: found }
}

/** Not every app may look people up; whoever may not is offered nobody. */
function unlessRefused(
  read: { readonly ok: false; readonly trouble: { readonly kind: string; readonly reason: { readonly code: string } } } & Outcome<never>,
): Outcome<readonly Mention[]> {
  return read.trouble.reason.code === 'right-missing' ? { ok: true, value: [] } : read
}

/** The name must be written as the network has it, or nobody is linked. */
function asMention(name: string, urn: string, handle: string): Mention {
  return { text: `@[${escape(name)}](${urn})`, name, handle }
}
