import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { bearer, signedIn } from './stand-in-access.ts'
import { didDocument } from './stand-in-identity.ts'
import { limits, spend } from './stand-in-limits.ts'
import { type Person, personBy, type RefreshToken } from './stand-in-state.ts'
import { signToken } from './stand-in-tokens.ts'
import { type Asked, input, invalid, type Method, type Server, unauthenticated } from './stand-in-wire.ts'

export const sessionMethods: Readonly<Record<string, Method>> = {
  'com.atproto.server.createSession': { verb: 'POST', answer: createSession },
  'com.atproto.server.refreshSession': { verb: 'POST', answer: refreshSession },
  'com.atproto.server.deleteSession': { verb: 'POST', answer: deleteSession },
  'com.atproto.server.getSession': { verb: 'GET', answer: getSession },
}

const accessLasts = { hours: 2 }
const refreshLasts = { hours: 90 * 24 }
/** A refresh token that was used goes on working for a while, in case its answer was lost. */
const grace = { hours: 2 }

const SignIn = z.object({ identifier: z.string(), password: z.string() })

/** People sign in with an app password and their handle, e-mail address or DID. */
function createSession(asked: Asked): Json {
  const { server } = asked
  const { identifier, password } = input(asked, SignIn)
  for (const limit of [limits.signInDay, limits.signInSoon]) spend(asked, limit, { key: identifier, points: 1 })
  const person = whoSignsIn(server, identifier)
  const appPassword = person?.appPasswords.find((each) => each.password === password)
  if (!person || !appPassword) throw unauthenticated('Invalid identifier or password')
  return session(server, person, newRefreshToken(server, { did: person.did, appPassword: appPassword.name }))
}

function whoSignsIn({ state }: Server, identifier: string): Person | undefined {
  const name = identifier.toLowerCase()
  if (!name.includes('@')) return personBy(state, name)
  return [...state.people.values()].find(({ email }) => email === name)
}

function refreshSession(asked: Asked): Json {
  const { server } = asked
  const { sub, jti = '' } = bearer(asked, 'refresh+jwt')
  const token = server.state.refreshTokens.get(jti)
  const person = server.state.people.get(sub)
  const now = server.world.now()
  if (!token || !person || Temporal.Instant.compare(token.expiresAt, now) <= 0) throw invalid('Token has been revoked', 'ExpiredToken')
  const next = newRefreshToken(server, {
    did: sub,
    appPassword: token.appPassword,
    ...(token.nextId === undefined ? {} : { id: token.nextId }),
  })
  const graceEnds = now.add(grace)
  token.nextId = next.id
  if (Temporal.Instant.compare(graceEnds, token.expiresAt) < 0) token.expiresAt = graceEnds.toString()
  return session(server, person, next)
}

/** Also with a token that has run out; the access tokens given out with it live on to their end. */
function deleteSession(asked: Asked): undefined {
  const { jti = '' } = bearer(asked, 'refresh+jwt', { evenExpired: true })
  asked.server.state.refreshTokens.delete(jti)
  asked.server.world.changed()
}

function getSession(asked: Asked): Json {
  const person = asked.server.state.people.get(signedIn(asked).did)
  if (!person) throw invalid('Could not find user info for account')
  return about(asked.server, person)
}

function newRefreshToken(
  server: Server,
  { id = randomBytes(32).toString('base64'), ...of }: Pick<RefreshToken, 'did' | 'appPassword'> & { readonly id?: string },
): RefreshToken {
  const { state, world } = server
  for (const token of state.refreshTokens.values()) {
    if (Temporal.Instant.compare(token.expiresAt, world.now()) <= 0) state.refreshTokens.delete(token.id)
  }
  const token = state.refreshTokens.get(id) ?? { ...of, id, expiresAt: world.now().add(refreshLasts).toString() }
  state.refreshTokens.set(id, token)
  world.changed()
  return token
}

function session(server: Server, person: Person, refresh: RefreshToken): Json {
  const now = server.world.now()
  const claims = { sub: person.did, aud: serverDid(server), iat: seconds(now) }
  return {
    accessJwt: signToken(server.state, 'at+jwt', { ...claims, scope: scopeOf(person, refresh), exp: seconds(now.add(accessLasts)) }),
    refreshJwt: signToken(server.state, 'refresh+jwt', {
      ...claims,
      scope: 'com.atproto.refresh',
      jti: refresh.id,
      exp: seconds(now.add(refreshLasts)),
    }),
    ...about(server, person),
  }
}

function scopeOf({ appPasswords }: Person, { appPassword }: RefreshToken): string {
  const isPrivileged = appPasswords.find(({ name }) => name === appPassword)?.privileged === true
  return isPrivileged ? 'com.atproto.appPassPrivileged' : 'com.atproto.appPass'
}

function about(server: Server, person: Person): { readonly [key: string]: Json } {
  const { did, handle, email } = person
  return { did, didDoc: didDocument(server, person), handle, email, emailConfirmed: true, active: true }
}

export function serverDid({ world }: Server): string {
  return `did:web:${new URL(world.origin).hostname}`
}

function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}
