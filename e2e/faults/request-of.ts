import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

import type { StepName } from './fault.ts'

/** Whose request this is: the subject of its session token, or the repository it asks about. */
export function accountOf(incoming: IncomingMessage): string | undefined {
  const token = incoming.headers.authorization?.split(' ')[1]
  const payload = token?.split('.')[1]
  if (payload) {
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub?: string }
    if (sub) return sub
  }
  return new URL(incoming.url ?? '/', 'http://proxy').searchParams.get('repo') ?? undefined
}

/** Which step of publishing a request is; what its body says tells the parts of a thread apart. */
export function stepOf(incoming: IncomingMessage, body: string): StepName {
  const method = new URL(incoming.url ?? '/', 'http://proxy').pathname.replace('/xrpc/', '')
  if (method === 'com.atproto.repo.uploadBlob') return 'image'
  if (method === 'com.atproto.repo.getRecord') return incoming.url?.includes('app.bsky.feed.post') ? 'look-up' : 'other'
  if (method === 'com.atproto.repo.deleteRecord') return 'take-down'
  if (method === 'com.atproto.server.refreshSession') return 'refresh'
  if (/^com\.atproto\.repo\.(createRecord|putRecord|applyWrites)$/.test(method)) {
    if (/part one/.test(body)) return 'part 1'
    if (/part two/.test(body)) return 'part 2'
  }
  return 'other'
}
