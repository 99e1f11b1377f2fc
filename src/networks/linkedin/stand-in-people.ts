import { followersOf } from '../stand-in-figures.ts'
import { newSecret } from '../stand-in-ids.ts'
import { personNamed, profileWith } from '../stand-in-people.ts'
import type { NewProfile, StandInProfile } from '../stand-in.ts'
import type { Person, Server } from './stand-in-state.ts'

/** Companies are organizations with pages, everyone else is a member. */
export function addPerson(server: Server, profile: NewProfile): Person {
  const kind = profile.business ? 'organization' : 'member'
  return personNamed(server, profile, {
    // A company and a member may have the same name: their addresses differ before it.
    isKnown: (person) => person.kind === kind,
    isName: (handle) => /^[a-z0-9][a-z0-9_.-]{1,99}$/.test(handle),
    rule: 'in an address on LinkedIn: 2 to 100 letters, digits, dots and hyphens.',
    make: (shown) => ({ id: newUrn(server, kind), kind, ...shown }),
  })
}

function newUrn({ state }: Server, kind: Person['kind']): string {
  if (kind === 'member') return `urn:li:person:${newSecret('', 10)}`
  return `urn:li:organization:${5_500_000 + state.people.filter((person) => person.kind === 'organization').length}`
}

/** The member who signs in for an organization, made when first needed. */
export function adminOf(server: Server, organization: Person): Person {
  const known = server.state.people.find(({ administers }) => administers === organization.id)
  if (known) return known
  const admin: Person = {
    id: newUrn(server, 'member'),
    kind: 'member',
    handle: `${organization.handle}-admin`,
    displayName: `Ada Ministra for ${organization.displayName}`,
    administers: organization.id,
  }
  server.state.people.push(admin)
  return admin
}

/** What a member may do for organizations, by the organization. */
export function rolesOf({ state, settings }: Server, member: Person): readonly { readonly organization: Person; readonly role: string }[] {
  const organizations = state.people.filter(({ kind }) => kind === 'organization')
  const given = settings.roles(member)
  return organizations.flatMap((organization) => {
    const role = organization.id === member.administers ? 'ADMINISTRATOR' : given.find(({ handle }) => handle === organization.handle)?.role
    return role === undefined ? [] : [{ organization, role }]
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person, { business: person.kind === 'organization' }), followers: followersOf(server, person.id) }
}

export function shownPeople({ state }: Server): readonly Person[] {
  return state.people.filter(({ administers }) => administers === undefined)
}
