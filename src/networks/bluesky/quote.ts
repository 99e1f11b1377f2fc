import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, strongRefSchema } from './api.ts'
import { quotedPost, quoteIn } from './quoted.ts'
import { settingsSchema } from './session.ts'

/** The version of the quoted post that stands there now: a quote names it by address and content. The account's own server finds it wherever it lies. */
export async function readQuoted(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { pds } = settingsSchema.parse(job.access.settings)
  const quoted = quotedPost(quoteIn(job.content.settings))
  if (!quoted) return rejected('quote-not-an-address')
  const query = { repo: quoted.repo, collection: 'app.bsky.feed.post', rkey: quoted.rkey }
  const read = await ask({ server: pds, method: 'com.atproto.repo.getRecord', query, answer: strongRefSchema }, environment)
  if (read.ok) return { ok: true, value: { uri: read.value.uri, cid: read.value.cid } }
  if (read.trouble.kind !== 'rejected') return read
  return { ok: false, trouble: { kind: 'rejected', reason: { ...read.trouble.reason, code: 'quote-not-found' } } }
}
