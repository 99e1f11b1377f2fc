import type { NewProfile, StandInMessage, StandInProfile } from '../stand-in.ts'
import { newSecret, type Person, type Server } from './stand-in-state.ts'

/** Companies are organizations with pages, everyone else is a member. */
export function addPerson(server: Server, { handle: written, displayName, bio, avatarUrl, business = false }: NewProfile): Person {
  const handle = written.toLowerCase()
  const kind = business ? 'organization' : 'member'
  const known = server.state.people.find((person) => person.handle === handle && person.kind === kind)
  if (known) return known
  if (!/^[a-z0-9][a-z0-9_.-]{1,99}$/.test(handle)) {
    throw new Error(`“${written}” cannot be in an address on LinkedIn: 2 to 100 letters, digits, dots and hyphens.`)
  }
  const person: Person = {
    id: newUrn(server, kind),
    kind,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  }
  server.state.people.push(person)
  server.world.changed()
  return person
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

export function profileOf({ state }: Server, { id, kind, handle, displayName, bio, avatarUrl }: Person): StandInProfile {
  return {
    id,
    handle,
    displayName,
    business: kind === 'organization',
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: state.follows.filter(({ of }) => of === id).length,
    following: state.follows.filter(({ by }) => by === id).length,
  }
}

export function shownPeople({ state }: Server): readonly Person[] {
  return state.people.filter(({ administers }) => administers === undefined)
}

export function messagesOf({ state }: Server, profileId: string): readonly StandInMessage[] {
  return state.messages.filter(({ from, to }) => from === profileId || to === profileId)
}
