import type { Json } from '#kit/json'

import { rolesOf } from './stand-in-people.ts'
import { type Person, personWith, type Server } from './stand-in-state.ts'
import { needScope, notFound, onlyKnown, pageOf, Refused, type Signed } from './stand-in-wire.ts'

/** `GET /rest/people/(id:…)`: what a member is called. */
export function readPerson(asked: Signed, key: string): Json {
  needScope(asked, ['r_basicprofile'], 'people.GET')
  const [, id] = /^\(id:([\w-]+)\)$/.exec(decodeURIComponent(key)) ?? []
  const person = asked.server.state.people.find((each) => each.id === `urn:li:person:${id ?? ''}`)
  if (!person) throw notFound(key)
  const [given = person.displayName, ...family] = person.displayName.split(' ')
  return { id: id ?? '', localizedFirstName: given, localizedLastName: family.join(' '), vanityName: person.handle }
}

const adminScopes = ['rw_organization_admin', 'r_organization_admin']

/** `GET /v2/userinfo`, for tokens of the sign-in by OpenID Connect. */
export function userInfo(asked: Signed): Json {
  needScope(asked, ['profile'], 'userinfo.GET')
  const { id, displayName, avatarUrl } = personWith(asked.server, asked.token.memberId)
  const [given = displayName, ...family] = displayName.split(' ')
  return {
    sub: id.replace('urn:li:person:', ''),
    name: displayName,
    given_name: given,
    family_name: family.join(' '),
    ...(avatarUrl === undefined ? {} : { picture: avatarUrl }),
    locale: { country: 'US', language: 'en' },
  }
}

/** `GET /v2/me`, for tokens with the basic profile. */
export function me(asked: Signed): Json {
  needScope(asked, ['r_basicprofile'], 'me.GET.NO_VERSION')
  const { id, displayName, handle } = personWith(asked.server, asked.token.memberId)
  const [given = displayName, ...family] = displayName.split(' ')
  return { id: id.replace('urn:li:person:', ''), localizedFirstName: given, localizedLastName: family.join(' '), vanityName: handle }
}

/** `GET /rest/organizationAcls?q=roleAssignee`: what the member may do for which organization. */
export function listAcls(asked: Signed): Json {
  const { server, url, token } = asked
  needScope(asked, adminScopes, 'organizationAcls.FINDER-roleAssignee')
  onlyKnown(asked, ['q', 'role', 'state', 'start', 'count'])
  if (url.searchParams.get('q') !== 'roleAssignee') throw new Refused(400, 'Unknown finder', { code: 'ILLEGAL_ARGUMENT' })
  const role = url.searchParams.get('role')
  const state = url.searchParams.get('state')
  const all = rolesOf(server, personWith(server, token.memberId)).map((each) => ({
    role: each.role,
    organization: each.organization.id,
    roleAssignee: token.memberId,
    state: 'APPROVED',
  }))
  return pageOf(
    all.filter((each) => (role === null || each.role === role) && (state === null || each.state === state)),
    asked,
  )
}

/** `GET /rest/organizations/{id}` for those who administer it. */
export function readOrganization(asked: Signed, number: string): Json {
  needScope(asked, adminScopes, 'organizations.GET')
  onlyKnown(asked, ['fields', 'projection'])
  return organizationFields(organizationWith(asked.server, `urn:li:organization:${number}`))
}

/** `GET /rest/organizations?q=vanityName` */
export function findOrganizations(asked: Signed): Json {
  needScope(asked, adminScopes, 'organizations.FINDER-vanityName')
  onlyKnown(asked, ['q', 'vanityName', 'start', 'count'])
  const name = asked.url.searchParams.get('vanityName')
  if (asked.url.searchParams.get('q') !== 'vanityName' || !name) throw new Refused(400, 'Unknown finder', { code: 'ILLEGAL_ARGUMENT' })
  const found = asked.server.state.people.filter(({ kind, handle }) => kind === 'organization' && handle === name)
  return pageOf(found.map(organizationFields), asked)
}

function organizationFields({ id, displayName, handle }: Person): Json {
  return {
    id: Number(id.replace('urn:li:organization:', '')),
    localizedName: displayName,
    vanityName: handle,
    primaryOrganizationType: 'NONE',
    name: { localized: { en_US: displayName }, preferredLocale: { country: 'US', language: 'en' } },
    locations: [],
  }
}

function organizationWith({ state }: Server, urn: string): Person {
  const found = state.people.find(({ id, kind }) => id === urn && kind === 'organization')
  if (!found) throw notFound(urn)
  return found
}

/** `GET /rest/peopleTypeahead?q=organizationFollowers`: followers of an organization whose name has these words. */
export function findFollowers(asked: Signed): Json {
  const { server, url } = asked
  needScope(asked, ['r_organization_followers', ...adminScopes], 'peopleTypeahead.FINDER-organizationFollowers')
  onlyKnown(asked, ['q', 'keywords', 'organization', 'start', 'count'])
  const words = (url.searchParams.get('keywords') ?? '').toLowerCase()
  if (url.searchParams.get('q') !== 'organizationFollowers' || words === '') {
    throw new Refused(400, 'keywords and q=organizationFollowers are required', { code: 'ILLEGAL_ARGUMENT' })
  }
  const organization = organizationWith(server, url.searchParams.get('organization') ?? '')
  const followers = new Set(server.state.follows.filter(({ of }) => of === organization.id).map(({ by }) => by))
  const found = server.state.people.filter(({ id, displayName }) => followers.has(id) && displayName.toLowerCase().includes(words))
  return pageOf(
    found.map(({ id, displayName, bio }) => {
      const [firstName = displayName, ...rest] = displayName.split(' ')
      return { member: id, firstName, lastName: rest.join(' '), headline: bio ?? '' }
    }),
    asked,
  )
}
