import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { signedIn } from './stand-in-access.ts'
import { appMethods } from './stand-in-app.ts'
import { blobMethods } from './stand-in-blobs.ts'
import { deleteInApp, messagesFrom } from './stand-in-chat-app.ts'
import { chatMethod, chatService } from './stand-in-chat-methods.ts'
import { isSeenBy } from './stand-in-chat.ts'
import { hide } from './stand-in-hide.ts'
import { directoryAnswer, handleAnswer, identityMethods } from './stand-in-identity.ts'
import { crowd } from './stand-in-insights.ts'
import { forgetEndedWindows, limits, spend } from './stand-in-limits.ts'
import { decide, oauthAnswer, oauthDocument, requestIn } from './stand-in-oauth.ts'
import { pageAnswer } from './stand-in-pages.ts'
import { act, addPerson, appPasswordFor, profileOf, withdrawGrants } from './stand-in-people.ts'
import { allPosts, shownPost } from './stand-in-posts.ts'
import { readRequest } from './stand-in-read.ts'
import { repoMethods } from './stand-in-repo.ts'
import { sessionMethods } from './stand-in-session.ts'
import { signInPage } from './stand-in-sign-in.ts'
import { openState, type Person, savedState } from './stand-in-state.ts'
import { videoMethods } from './stand-in-video.ts'
import { asAnswer, type Asked, invalid, type Method, Refused, type Server } from './stand-in-wire.ts'

/** Bluesky on one address: personal data server, entryway, directory (PLC), video service, private messages, what the app's own service tells, and the app's pages. */
export const standIn: StandInKind = { id: 'bluesky', open }

function open(world: StandInWorld): StandIn {
  const server: Server = { world, state: openState(world.restore) }
  return {
    handle: (request) => handle(server, request),
    state: () => savedState(server.state),
    options: { entryway: world.origin, plc: world.origin, web: world.webOrigin, video: world.origin, chat: chatService },
    addProfile: (profile) => profileOf(server, addPerson(server, profile)),
    profiles: () => [...server.state.people.values()].map((person) => profileOf(server, person)),
    connectWith: (profileId, { without = [] } = {}) => {
      const person = personOf(server, profileId)
      const password = appPasswordFor(server, person, { privileged: !without.includes('messages') })
      return { way: 'app-password', fields: { identifier: person.handle, password } }
    },
    approve: async (redirect, decision) => approve(server, new URL(redirect), decision),
    revoke: (profileId) => withdrawGrants(server, personOf(server, profileId)),
    posts: ({ profileId, limit } = {}) =>
      allPosts(server, { profileId })
        .slice(0, limit)
        .map((record) => shownPost(server, record)),
    messages: (profileId) => server.state.messages.filter((each) => [each.from, each.to].includes(profileId) && isSeenBy(each, profileId)),
    messagesFrom: messagesFrom(server),
    deleteMessage: (what) => deleteInApp(server, what),
    act: (action) => act(server, action),
    hide: (what) => hide(server, what),
    crowd: (deeds) => crowd(server, deeds),
    read: (request) => readRequest(server, request),
  }
}

function personOf({ state }: Server, did: string): Person {
  const person = state.people.get(did)
  if (!person) throw new Error(`Nobody on Bluesky has the id ${did}.`)
  return person
}

/** The person does on the page what they are asked to. */
function approve(server: Server, page: URL, { profileId, deny = false }: { readonly profileId: string; readonly deny?: boolean }): string {
  const asking = requestIn(server, page.searchParams)
  if (!asking) throw new Error('This sign-in is unknown or too old.')
  return decide(server, asking, deny ? undefined : personOf(server, profileId).did)
}

async function handle(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const asked: Asked = { server, request, url, body: new Uint8Array(await request.arrayBuffer()), headers: new Headers() }
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof Refused) return asAnswer(error, asked.headers)
    throw error
  }
}

async function answer(asked: Asked): Promise<Response> {
  const { server, url, request } = asked
  const { pathname } = url
  if (pathname.startsWith('/xrpc/')) return callMethod(asked, pathname.slice('/xrpc/'.length))
  if (pathname === '/.well-known/atproto-did') return handleAnswer(server, (request.headers.get('host') ?? url.host).replace(/:\d+$/, ''))
  if (pathname === '/oauth/authorize') return signInPage(asked)
  if (pathname.startsWith('/oauth/')) return oauthAnswer(asked)
  const document = pathname.startsWith('/.well-known/') ? oauthDocument(server, pathname.slice('/.well-known/'.length)) : undefined
  if (document !== undefined) return Response.json(document)
  if (/^\/did(:|%3a)/i.test(pathname)) return directoryAnswer(server, decodeURIComponent(pathname.slice(1)))
  return pageAnswer(server, pathname) ?? new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain' } })
}

const methods: Readonly<Record<string, Method>> = {
  ...sessionMethods,
  ...identityMethods,
  ...repoMethods,
  ...blobMethods,
  ...videoMethods,
  ...appMethods,
}

/** What a server does not do itself it passes on to others, for those who are signed in. */
function unknownMethod(asked: Asked): never {
  signedIn(asked)
  throw new Refused(501, 'MethodNotImplemented', 'Method Not Implemented')
}

function callMethod(asked: Asked, name: string): Response {
  const { server, request, headers } = asked
  const method = methods[name] ?? chatMethod(asked, name)
  if (!method) return unknownMethod(asked)
  if (request.method !== method.verb) throw invalid(`Incorrect HTTP method (${request.method}) expected ${method.verb}`)
  forgetEndedWindows(server)
  spend(asked, limits.address, { key: '', points: 1 })
  const answered = method.answer(asked)
  if (answered instanceof Response) return answered
  return answered === undefined ? new Response(null, { headers }) : Response.json(answered, { headers })
}
