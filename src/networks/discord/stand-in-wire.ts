import type { Json } from '#kit/json'

import type { Person, Server } from './stand-in-state.ts'

export interface Asked {
  readonly server: Server
  readonly request: Request
  readonly url: URL
  readonly method: string
}

/** Whoever asks: a bot by its token, or whoever has the address of a webhook. */
export interface Signed extends Asked {
  readonly person: Person
  readonly by: 'bot' | 'webhook'
}

/** A refusal in the network's own form. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError'
  readonly status: number
  readonly body: { readonly message: string; readonly code: number; readonly errors?: Json }

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message)
    this.status = status
    this.body = { message, code, ...(errors === undefined ? {} : { errors }) }
  }
}

/** One wrong field of a body, by its path. */
export function invalid(path: string, code: string, message: string): DiscordError {
  const leaf: Json = { _errors: [{ code, message }] }
  const errors = path.split('.').reduceRight<Json>((inner, name) => ({ [name]: inner }), leaf)
  return new DiscordError(400, 50_035, 'Invalid Form Body', errors)
}

export const unauthorized = (): DiscordError => new DiscordError(401, 0, '401: Unauthorized')
export const unknownChannel = (): DiscordError => new DiscordError(404, 10_003, 'Unknown Channel')
export const unknownMessage = (): DiscordError => new DiscordError(404, 10_008, 'Unknown Message')
export const missingPermissions = (): DiscordError => new DiscordError(403, 50_013, 'Missing Permissions')

export function json(body: Json, status = 200): Response {
  return Response.json(body, { status })
}

/** @throws DiscordError where nobody's bot here has it. */
export function needPermission({ server }: Pick<Asked, 'server'>, name: string): void {
  if (server.settings.denied.includes(name))
    throw name === 'VIEW_CHANNEL' ? new DiscordError(403, 50_001, 'Missing Access') : missingPermissions()
}
