import { z } from 'zod'

import type { Json } from '#kit/json'

import { maxUploadBytes } from './stand-in-blobs.ts'
import { base32 } from './stand-in-cids.ts'
import { type Person, personBy } from './stand-in-state.ts'
import { type Asked, invalid, type Method, query, type Server } from './stand-in-wire.ts'

export const identityMethods: Readonly<Record<string, Method>> = {
  'com.atproto.identity.resolveHandle': { verb: 'GET', answer: resolveHandle },
  'com.atproto.server.describeServer': { verb: 'GET', answer: describeServer },
  'com.atproto.repo.describeRepo': { verb: 'GET', answer: describeRepo },
}

const handle = z.string().refine(isHandle, 'Invalid handle')

export function isHandle(name: string): boolean {
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(name)
}

function resolveHandle(asked: Asked): Json {
  const wanted = query(asked, z.object({ handle }))
  const person = personBy(asked.server.state, wanted.handle)
  if (!person) throw invalid('Unable to resolve handle', 'HandleNotFound')
  return { did: person.did }
}

function describeServer({ server }: Asked): Json {
  return {
    did: `did:web:${new URL(server.world.origin).hostname}`,
    availableUserDomains: [usualDomain],
    inviteCodeRequired: true,
    blobUploadLimit: maxUploadBytes,
    links: {},
    contact: {},
  }
}

function describeRepo(asked: Asked): Json {
  const { server } = asked
  const { repo } = query(asked, z.object({ repo: z.string() }))
  const person = personBy(server.state, repo)
  if (!person) throw invalid(`Could not find user: ${repo}`)
  const collections = new Set(
    [...server.state.records.values()].filter(({ did }) => did === person.did).map(({ collection }) => collection),
  )
  return {
    handle: person.handle,
    did: person.did,
    didDoc: didDocument(server, person),
    collections: [...collections],
    handleIsCorrect: true,
  }
}

/** Who comes without a domain of their own gets one of the network's. */
export const usualDomain = '.bsky.social'

/** Where a person lives, as the directory tells it. The key is one nobody holds: nothing here is signed. */
export function didDocument({ world }: Server, { did, handle: name }: Person): Json {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: [`at://${name}`],
    verificationMethod: [
      { id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase: `z${base32(Buffer.from(did)).slice(0, 48)}` },
    ],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: world.origin }],
  }
}

/** The directory (PLC) answers a DID's document at its root. */
export function directoryAnswer(server: Server, did: string): Response {
  const person = server.state.people.get(did)
  if (!person) return Response.json({ message: `DID not registered: ${did}` }, { status: 404 })
  return Response.json(didDocument(server, person), { headers: { 'content-type': 'application/did+ld+json' } })
}

/** How a domain says whose handle it is. */
export function handleAnswer({ state }: Server, host: string): Response {
  const person = personBy(state, host)
  return person ? new Response(person.did, { headers: { 'content-type': 'text/plain' } }) : new Response('User not found', { status: 404 })
}
