import type { StandIn } from '../stand-in.ts'
import { type Person, type Server, typeOf } from './stand-in-state.ts'

type Read = StandIn['read']

/**
 * Whose request this is, and what it does for Hearth: a part's number ends its nonce, and whoever looks for a message asks for fifty. In a forum,
 * whoever looks reads the threads, open and closed, and what one of them began with.
 */
export function readRequest(server: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(address, server.world.origin)
  const path = url.pathname.replace(/^.*\/api\/v10\//, '')
  const person = whose(server, path, headers)
  const seen = { method, path, limit: url.searchParams.get('limit'), body }
  return { profileId: person?.id, step: person && typeOf(server, person) === 15 && isThreadLookUp(seen) ? 'look-up' : stepOf(server, seen) }
}

function whose({ state }: Server, path: string, headers: Headers): Person | undefined {
  const [, token = ''] = /^Bot\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  const [, webhook = ''] = /^webhooks\/(\d+)\//.exec(path) ?? []
  return state.people.find((person) => person.token === token || person.webhook.id === webhook)
}

interface Seen {
  readonly method: string
  readonly path: string
  readonly limit: string | null
  readonly body: Uint8Array
}

function isThreadLookUp({ method, path }: Seen): boolean {
  return method === 'GET' && /\/threads\/(?:active|archived\/public)$|^channels\/(\d+)\/messages\/\1$/.test(path)
}

function stepOf(server: Server, { method, path, limit, body }: Seen): string {
  if (method === 'DELETE') return 'take-down'
  if (method === 'PATCH') return 'correct'
  if (method === 'POST') {
    if (path.endsWith('/crosspost')) return 'crosspost 1'
    return `part ${/"nonce":"[0-9a-f]+-(\d+)"/.exec(Buffer.from(body).toString('latin1'))?.[1] ?? 1}`
  }
  if (/^channels\/\d+\/messages$/.test(path) && limit === '50') return 'look-up'
  if (path === 'users/@me' || /^webhooks\/\d+\/[^/]+$/.test(path)) return 'refresh'
  const [, channel = ''] = /^channels\/(\d+)$/.exec(path) ?? []
  return server.state.people.some(({ id }) => id === channel) ? 'place' : 'other'
}
