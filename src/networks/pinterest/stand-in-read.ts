import type { StandIn } from '../stand-in.ts'
import { mediaIn } from './stand-in-media.ts'
import type { Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest({ state, world }: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const { pathname } = new URL(address, world.origin)
  if (pathname === '/upload/') return { profileId: mediaIn({ state }, body)?.personId, step: 'upload 1' }
  const written = headers.get('authorization')?.replace(/^Bearer\s+/i, '')
  const isToken = pathname === '/v5/oauth/token'
  const form = new URLSearchParams(isToken ? Buffer.from(body).toString() : '')
  const refreshed = form.get('refresh_token')
  const grant = state.grants.find(({ access, refresh }) => access.some(({ token }) => token === written) || refresh === refreshed)
  const isRenewal = isToken && form.get('grant_type') === 'refresh_token'
  return { profileId: grant?.personId, step: isRenewal ? 'refresh' : stepOf(`${method} ${pathname}`) }
}

function stepOf(route: string): string {
  return steps.find(([pattern]) => pattern.test(route))?.[1] ?? 'other'
}

const steps: readonly (readonly [RegExp, string])[] = [
  [/^GET \/v5\/boards\/\d+$/, 'board 1'],
  [/^GET \/v5\/boards\/\d+\/(?:sections\/\d+\/)?pins$/, 'look-up'],
  [/^POST \/v5\/media$/, 'register 1'],
  [/^GET \/v5\/media\/\d+$/, 'ready 1'],
  [/^POST \/v5\/pins$/, 'part 1'],
  [/^DELETE \/v5\/pins\/\d+$/, 'take-down'],
]
