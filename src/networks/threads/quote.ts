import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, version } from './api.ts'
import { quotedBy } from './limits.ts'
import { signedIn } from './session.ts'
import { quoteIn } from './steps.ts'

const pageSchema = z.object({
  data: z.array(z.object({ id: z.string(), shortcode: z.string().optional() })),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional() }).optional(),
})

const pageSize = 100
const mostPages = 5

/** The id of the post to quote. The API finds posts by their address nowhere, so it is looked for among the account's own newest. */
export async function findQuoted(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const quoted = quotedBy(quoteIn(job.content.settings))
  if (quoted?.id !== undefined) return { ok: true, value: { id: quoted.id } }
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { fields: 'id,shortcode', limit: String(pageSize), ...(after === undefined ? {} : { after }) }
    const read = await ask({ ...signedIn(job.access), path: `${version}/me/threads`, query, answer: pageSchema }, environment)
    if (!read.ok) return read
    const found = read.value.data.find(({ shortcode }) => shortcode === quoted?.shortcode)
    if (found) return { ok: true, value: { id: found.id } }
    after = read.value.data.length < pageSize ? undefined : read.value.paging?.cursors?.after
    if (after === undefined) break
  }
  return rejected('quote-not-found')
}
