import { Buffer } from 'node:buffer'

import type { Passing } from './upstream.ts'

/** Whose request to a real personal data server this is: the subject of its session token, or the repository it asks about. */
export function accountOf({ url, headers }: Passing): string | undefined {
  const token = headers.get('authorization')?.split(' ')[1]
  const payload = token?.split('.')[1]
  if (payload) {
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub?: string }
    if (sub) return sub
  }
  return new URL(url).searchParams.get('repo') ?? undefined
}

/** Which step of publishing a request is; what its body says tells the parts of a thread apart. */
export function stepOf({ url, body }: Passing): string {
  const { pathname, searchParams } = new URL(url)
  const method = pathname.replace('/xrpc/', '')
  if (method === 'com.atproto.repo.uploadBlob') return 'image'
  if (method === 'com.atproto.repo.getRecord') return searchParams.get('collection') === 'app.bsky.feed.post' ? 'look-up' : 'other'
  if (method === 'com.atproto.repo.deleteRecord') return 'take-down'
  if (method === 'com.atproto.server.refreshSession') return 'refresh'
  if (/^com\.atproto\.repo\.(createRecord|putRecord|applyWrites)$/.test(method)) {
    const said = Buffer.from(body).toString()
    if (said.includes('part one')) return 'part 1'
    if (said.includes('part two')) return 'part 2'
  }
  return 'other'
}
