import { z } from 'zod'

import type { Connected, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, body } from './api.ts'
import { mayComment, mayCount, type Way } from './scopes.ts'
import type { Hosts, Session } from './session.ts'
import type { Fresh } from './tokens.ts'

interface Grant {
  readonly hosts: Hosts
  readonly scopes: readonly string[]
  readonly secret: Fresh
}

/** Everyone this grant may post as: the member who gave it, and organizations in which they have a role that may. */
export async function readProfiles(way: Way, grant: Grant, environment: NetworkEnvironment): Promise<Outcome<Connected>> {
  const { token, clientSecret } = grant.secret.value
  const session = { api: grant.hosts.api, token, secrets: [token, clientSecret] }
  const self = way === 'member' ? await readUserInfo(session, environment) : await readMe(session, environment)
  if (!self.ok) return self
  const member = asConnected(grant, { author: 'member', ...self.value })
  if (way === 'member') return { ok: true, value: member }
  const pages = await readOrganizations(session, environment)
  if (!pages.ok) return pages
  const [first, ...others] = pages.value.map((page) => asConnected(grant, { author: 'organization', ...page }))
  if (!first) return rejected('no-page')
  return { ok: true, value: { ...first, others: [...others, member] } }
}

interface Profile {
  readonly urn: string
  readonly name: string
  /** In the address of the profile; unknown of members who signed in by OpenID Connect. */
  readonly handle?: string
  readonly picture?: string
}

const userInfoSchema = z.object({ sub: z.string().min(1), name: z.string(), picture: z.url().optional().catch(undefined) })

async function readUserInfo(session: Session, environment: NetworkEnvironment): Promise<Outcome<Profile>> {
  const read = await ask({ session, path: 'v2/userinfo', answer: body(userInfoSchema) }, environment)
  if (!read.ok) return read
  const { sub, name, picture } = read.value
  return { ok: true, value: { urn: `urn:li:person:${sub}`, name, ...(picture === undefined ? {} : { picture }) } }
}

const meSchema = z.object({
  id: z.string().min(1),
  localizedFirstName: z.string().catch(''),
  localizedLastName: z.string().catch(''),
  vanityName: z.string().optional(),
})

async function readMe(session: Session, environment: NetworkEnvironment): Promise<Outcome<Profile>> {
  const read = await ask({ session, path: 'v2/me', answer: body(meSchema) }, environment)
  if (!read.ok) return read
  const { id, localizedFirstName, localizedLastName, vanityName } = read.value
  const name = `${localizedFirstName} ${localizedLastName}`.trim()
  return { ok: true, value: { urn: `urn:li:person:${id}`, name, ...(vanityName ? { handle: vanityName } : {}) } }
}

const mayPost = new Set(['ADMINISTRATOR', 'CONTENT_ADMIN', 'CONTENT_ADMINISTRATOR', 'DIRECT_SPONSORED_CONTENT_POSTER'])
const aclsSchema = z.object({ elements: z.array(z.object({ role: z.string(), state: z.string(), organization: z.string() })) })
const perPage = 100

async function readOrganizations(session: Session, environment: NetworkEnvironment): Promise<Outcome<readonly Profile[]>> {
  const urns = new Set<string>()
  for (let start = 0, isMore = true; isMore; start += perPage) {
    const query = { q: 'roleAssignee', state: 'APPROVED', start: String(start), count: String(perPage) }
    const read = await ask({ session, path: 'rest/organizationAcls', query, answer: body(aclsSchema) }, environment)
    if (!read.ok) return read
    const { elements } = read.value
    for (const { role, state, organization } of elements) if (state === 'APPROVED' && mayPost.has(role)) urns.add(organization)
    isMore = elements.length === perPage
  }
  const pages: Profile[] = []
  for (const urn of urns) {
    const page = await readOrganization(urn, session, environment)
    if (!page.ok) return page
    pages.push(page.value)
  }
  return { ok: true, value: pages }
}

const organizationSchema = z.object({ localizedName: z.string(), vanityName: z.string().optional() })

async function readOrganization(urn: string, session: Session, environment: NetworkEnvironment): Promise<Outcome<Profile>> {
  const number = urn.split(':').at(-1) ?? ''
  const read = await ask(
    { session, path: `rest/organizations/${encodeURIComponent(number)}`, answer: body(organizationSchema) },
    environment,
  )
  if (!read.ok) return read
  const { localizedName: name, vanityName } = read.value
  return { ok: true, value: { urn, name, ...(vanityName ? { handle: vanityName } : {}) } }
}

type Author = Profile & { readonly author: 'member' | 'organization' }

function asConnected({ hosts, scopes, secret }: Grant, { author, urn, name, handle, picture }: Author): Connected {
  const id = urn.split(':').at(-1) ?? ''
  const place = author === 'organization' ? `company/${handle ?? id}` : handle === undefined ? '' : `in/${handle}`
  return {
    externalId: urn,
    handle: handle ?? name,
    displayName: name,
    ...(picture === undefined ? {} : { avatarUrl: picture }),
    profileUrl: place === '' ? hosts.web : `${hosts.web}/${place}/`,
    settings: { ...hosts, author, scopes: [...scopes] },
    limits: { author, comments: mayComment(author, scopes), insights: mayCount(author, scopes) },
    secret,
  }
}
