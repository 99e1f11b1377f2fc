import { html } from '#kit/html'
import type { Json } from '#kit/json'

import type { Place } from './stand-in-actions.ts'
import { createApp, serverMetadata } from './stand-in-apps.ts'
import { credentialAccountEntity } from './stand-in-entities.ts'
import { instanceEntity, oldInstanceEntity } from './stand-in-instance.ts'
import { spend } from './stand-in-limits.ts'
import { createMedia, readMedia } from './stand-in-media.ts'
import { answerAuthorizePage, authorizePage } from './stand-in-oauth.ts'
import { notFound, page, profilePage, refusedPage, statusPage } from './stand-in-pages.ts'
import { type Asked, json, Refused } from './stand-in-request.ts'
import { search, searchAccounts } from './stand-in-search.ts'
import { createStatus, deleteStatus, editStatus, listStatuses, readSource, readStatus, readStatuses } from './stand-in-statuses.ts'
import { createToken, revokeToken, signedIn } from './stand-in-tokens.ts'
import { listNotices, readContext } from './stand-in-told.ts'

type Answer = Response | Promise<Response>

/** Answers one request as the server would, with what is left of its limits in the headers. */
export async function route(request: Request, place: Place): Promise<Response> {
  const url = new URL(request.url)
  const asked: Asked = { ...place, request, url }
  const isApi = url.pathname.startsWith('/api/')
  try {
    if (!isApi) return await answerPage(asked)
    if (!request.headers.get('user-agent')) throw new Refused(400, 'User-Agent is required')
    const spent = spend(place.book, { method: request.method, pathname: url.pathname, who: whoAsks(asked) }, place.now)
    if (spent.over && place.allowed.rates) return json({ error: 'Too many requests' }, { status: 429, headers: spent.headers })
    return withHeaders(await answerApi(asked), { ...spent.headers, date: new Date(place.now).toUTCString() })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return isApi || request.method !== 'GET' ? json(error.body, { status: error.status }) : refusedPage(error)
  }
}

/** Limits are counted by profile; those who have not signed in share one count. */
function whoAsks({ request, book }: Asked): string {
  const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  return book.tokens.get(token)?.profileId ?? 'nobody'
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function answerApi(asked: Asked): Answer {
  const { allowed, web } = asked
  const media = `POST /api/${allowed.media}/media`
  const [, id = '', more = ''] = /^\/api\/v1\/(?:statuses|media|accounts)\/(\d+)(?:\/(\w+))?$/.exec(asked.url.pathname) ?? []
  const place = asked.url.pathname.replace(id === '' ? /$^/ : `/${id}`, '/:id')
  switch (`${asked.request.method} ${place}`) {
    case 'GET /api/v2/instance':
      return allowed.instance === 'v2' ? told(asked, instanceEntity(allowed, web)) : missing()
    case 'GET /api/v1/instance':
      return allowed.instance === 'none' ? missing() : told(asked, oldInstanceEntity(allowed, web))
    case 'POST /api/v1/apps':
      return createApp(asked)
    case 'GET /api/v1/accounts/verify_credentials':
      return json(credentialAccountEntity(signedIn(asked, 'read:accounts', 'profile').profile, asked))
    case 'GET /api/v1/accounts/search':
      return searchAccounts(asked)
    case 'GET /api/v2/search':
      return search(asked)
    case 'GET /api/v1/accounts/:id/statuses':
      return listStatuses(asked, id)
    case media:
      return createMedia(asked)
    case 'GET /api/v1/media/:id':
      return readMedia(asked, id)
    case 'POST /api/v1/statuses':
      return createStatus(asked)
    case 'GET /api/v1/statuses':
      return allowed.lists ? readStatuses(asked) : missing()
    case 'GET /api/v1/statuses/:id':
      return readStatus(asked, id)
    case 'GET /api/v1/statuses/:id/context':
      return readContext(asked, id)
    case 'GET /api/v1/notifications':
      return listNotices(asked)
    case 'PUT /api/v1/statuses/:id':
      return editStatus(asked, id)
    case 'GET /api/v1/statuses/:id/source':
      return more === 'source' ? readSource(asked, id) : missing()
    case 'DELETE /api/v1/statuses/:id':
      return deleteStatus(asked, id)
    default:
      return missing()
  }
}

function told(asked: Asked, entity: Json): Response {
  if (asked.allowed.closed) signedIn(asked, 'read:accounts', 'profile')
  return json(entity)
}

function missing(): never {
  throw new Refused(404, 'Not Found')
}

function answerPage(asked: Asked): Answer {
  const { method } = asked.request
  const path = asked.url.pathname
  if (path === '/.well-known/oauth-authorization-server' && method === 'GET')
    return asked.allowed.metadata ? serverMetadata(asked) : notFound()
  if (path === '/oauth/authorize' && method === 'GET') return page('Authorise', authorizePage(asked))
  if (path === '/oauth/authorize' && method === 'POST') return answerAuthorizePage(asked)
  if (path === '/oauth/token' && method === 'POST') return createToken(asked)
  if (path === '/oauth/revoke' && method === 'POST') return revokeToken(asked)
  if (method !== 'GET') return notFound()
  if (path === '/')
    return page(
      'Mastodon',
      html`<h1>Mastodon</h1>
        ${[...asked.book.profiles.values()].map(({ username }) => html`<p><a href="${asked.web}/@${username}">@${username}</a></p>`)}`,
    )
  const [, kind = '', name = '', id] = /^\/(@|media\/|avatars\/)(\w+)(?:\.svg)?(?:\/(\d+))?$/.exec(path) ?? []
  if (kind === '@') return id === undefined ? profilePage(asked, name) : statusPage(asked, id)
  if (kind === 'media/') return picture(asked, name)
  if (kind === 'avatars/') return avatar(asked, name)
  return notFound()
}

function picture({ book }: Asked, id: string): Response {
  const media = book.media.get(id)
  if (!media) return notFound()
  return new Response(Buffer.from(media.bytes, 'base64'), { headers: { 'content-type': media.mimeType, 'cache-control': 'max-age=3600' } })
}

/** The face they brought along, or one for those who brought none: without letters, because whoever draws it may have no font for them. */
function avatar({ book }: Asked, id: string): Response {
  const profile = book.profiles.get(id)
  if (!profile) return notFound()
  const [, brought] = /^data:image\/svg\+xml,(.+)$/.exec(profile.avatarUrl ?? '') ?? []
  return new Response(brought === undefined ? nobodysFace : decodeURIComponent(brought), { headers: { 'content-type': 'image/svg+xml' } })
}

const { markup: nobodysFace } = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" fill="#563acc" />
  <circle cx="32" cy="25" r="11" fill="#fff" />
  <path d="M10 64a22 22 0 0 1 44 0z" fill="#fff" />
</svg>`
