import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { quotedPost } from './quoted.ts'
import { settingsSchema } from './session.ts'

/** The record itself, which nobody’s blocks hide. A whole repository that is not there may be switched off for a while. */
export async function isThere(
  uri: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<'there' | 'gone' | 'unknown'>> {
  const post = quotedPost(uri)
  if (!post) return { ok: true, value: 'unknown' }
  const { pds } = settingsSchema.parse(access.settings)
  const query = { repo: post.repo, collection: 'app.bsky.feed.post', rkey: post.rkey }
  const read = await ask({ server: pds, method: 'com.atproto.repo.getRecord', query, answer: z.object({ uri: z.string() }) }, environment)
  if (read.ok) return { ok: true, value: 'there' }
  const { trouble } = read
  if (trouble.kind !== 'rejected') return read
  return { ok: true, value: trouble.reason.code === 'record-not-found' ? 'gone' : 'unknown' }
}
