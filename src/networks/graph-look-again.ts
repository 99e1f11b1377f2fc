import { z } from 'zod'

import type { GraphCall } from './graph-call.ts'
import { orRightMissing } from './graph-right-missing.ts'
import type { FoundItem, ItemOnNetwork, Looked, Outcome } from './network.ts'

/** Where what people say under the posts of a profile is read on the Graph API, which several networks speak. */
interface GraphComments<Comment> {
  /** In the profile's name. What is not there is refused with the reason `not-there`. */
  ask<Answer>(call: Pick<GraphCall<Answer>, 'path' | 'query' | 'answer'>): Promise<Outcome<Answer>>
  readonly answer: z.ZodType<Comment>
  readonly fields: string
  says(comment: Comment): Omit<FoundItem, 'externalId'>
  /** The list of the profile's posts, and the list under each. */
  readonly posts: string
  readonly under: 'comments' | 'conversation'
}

/**
 * Asks for each by its id: the API refuses a list in which one is not there. It says the same of what is gone and of what may not be seen, so that
 * where nothing at all was found, something must be seen before anything counts as missing.
 */
export async function lookOnGraph<Comment>(items: readonly ItemOnNetwork[], comments: GraphComments<Comment>): Promise<Outcome<Looked>> {
  const found: FoundItem[] = []
  const missing: string[] = []
  for (const { externalId } of items) {
    const read = await comments.ask({ path: externalId, query: { fields: comments.fields }, answer: comments.answer })
    if (read.ok) found.push({ externalId, ...comments.says(read.value) })
    else if (read.trouble.reason.code === 'not-there') missing.push(externalId)
    else if (read.trouble.kind !== 'rejected') return orRightMissing(read)
  }
  if (found.length > 0 || missing.length === 0) return { ok: true, value: { found, missing } }
  const sees = await seesAny(comments)
  return sees.ok ? { ok: true, value: { found, missing: sees.value ? missing : [] } } : orRightMissing(sees)
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** Under the newest post. */
async function seesAny({ ask, posts, under }: Pick<GraphComments<unknown>, 'ask' | 'posts' | 'under'>): Promise<Outcome<boolean>> {
  const query = { fields: 'id', limit: '1' }
  const listed = await ask({ path: posts, query, answer: listSchema })
  if (!listed.ok) return listed
  const [newest] = listed.value.data
  if (!newest) return { ok: true, value: false }
  const said = await ask({ path: `${newest.id}/${under}`, query, answer: listSchema })
  return said.ok ? { ok: true, value: true } : said
}
