import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, body, inPath } from './api.ts'
import { signedIn } from './session.ts'

export interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

const stampSchema = z.object({ time: z.int() })
const commentSchema = z.object({
  id: z.string(),
  commentUrn: z.string().optional(),
  actor: z.string(),
  message: z.object({ text: z.string().catch('') }),
  created: stampSchema,
  lastModified: stampSchema.optional(),
  content: z.array(z.object({ type: z.string().catch(''), url: z.string().optional() })).catch([]),
  commentsSummary: z.object({ totalFirstLevelComments: z.int().optional(), aggregatedTotalComments: z.int().optional() }).optional(),
})
export type Comment = z.infer<typeof commentSchema>

/** A comment, and the one that it stands under where there is one. */
export interface Said {
  readonly comment: Comment
  readonly parent?: Comment
}

const commentsSchema = z.object({ elements: z.array(commentSchema) })
const perPage = 100
const mostPages = 5

/** What stands directly under a post, or under a comment: whole, or as far as five pages go. */
export async function listComments(
  urn: string,
  { access, environment }: Asking,
): Promise<Outcome<{ readonly comments: readonly Comment[]; readonly isWhole: boolean }>> {
  const comments: Comment[] = []
  const path = `rest/socialActions/${inPath(urn)}/comments`
  for (let page = 0; page < mostPages; page += 1) {
    const query = { start: String(page * perPage), count: String(perPage) }
    const read = await ask({ session: signedIn(access), path, query, answer: body(commentsSchema) }, environment)
    if (!read.ok) return read
    comments.push(...read.value.elements)
    if (read.value.elements.length < perPage) return { ok: true, value: { comments, isWhole: true } }
  }
  return { ok: true, value: { comments, isWhole: false } }
}

export function urnOfComment({ id, commentUrn }: Pick<Comment, 'id' | 'commentUrn'>, post: string): string {
  return commentUrn ?? `urn:li:comment:(${post},${id})`
}

const saidSchema = z.object({ entity: z.string().optional(), text: z.string().catch(''), owner: z.string().optional() })
/** A union of Rest.li: what it is, and then its fields. */
const oneOf = z.record(z.string(), saidSchema).transform((union) => Object.values(union)[0])
const noticeSchema = z.object({
  action: z.string(),
  sourcePost: z.string().optional(),
  generatedActivity: z.string().optional(),
  decoratedGeneratedActivity: oneOf.optional().catch(undefined),
  lastModifiedAt: z.int(),
})
export type Notice = z.infer<typeof noticeSchema>
const noticesSchema = z.object({ elements: z.array(noticeSchema) })

const actions = ['COMMENT', 'ADMIN_COMMENT', 'COMMENT_EDIT', 'COMMENT_DELETE', 'SHARE_MENTION']

/** What happened to the organization between two moments, in milliseconds since 1970; LinkedIn keeps sixty days. */
export async function listNotices(
  { from, to }: { readonly from: number; readonly to: number },
  { access, environment }: Asking,
): Promise<Outcome<readonly Notice[]>> {
  const notices: Notice[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const query = { q: 'criteria', start: String(page * perPage), count: String(perPage) }
    const criteria = [
      `actions=List(${actions.join(',')})`,
      `organizationalEntity=${encodeURIComponent(access.externalId)}`,
      `timeRange=(start:${from},end:${to})`,
    ]
    const path = 'rest/organizationalEntityNotifications'
    const call = {
      session: signedIn(access),
      path,
      query,
      restliQuery: criteria.join('&'),
      restli: 'FINDER',
      answer: body(noticesSchema),
    } as const
    const read = await ask(call, environment)
    if (!read.ok) return read
    notices.push(...read.value.elements)
    if (read.value.elements.length < perPage) break
  }
  return { ok: true, value: notices }
}

const personSchema = z.object({ localizedFirstName: z.string().catch(''), localizedLastName: z.string().catch('') })

/** What a member is called; '' where LinkedIn tells this app of nobody. */
export async function readName(urn: string, { access, environment }: Asking): Promise<Outcome<string>> {
  const id = urn.replace('urn:li:person:', '')
  const read = await ask(
    { session: signedIn(access), path: `rest/people/(id:${encodeURIComponent(id)})`, answer: body(personSchema) },
    environment,
  )
  if (read.ok) return { ok: true, value: `${read.value.localizedFirstName} ${read.value.localizedLastName}`.trim() }
  const isNo = read.trouble.kind === 'rejected' || read.trouble.reason.code === 'right-missing'
  return isNo ? { ok: true, value: '' } : read
}

/** The words of the organization's own post; '' where it is gone. */
export async function readWords(urn: string, { access, environment }: Asking): Promise<Outcome<string>> {
  const answer = body(z.object({ commentary: z.string().catch('') }))
  const read = await ask({ session: signedIn(access), path: `rest/posts/${inPath(urn)}`, answer }, environment)
  if (read.ok) return { ok: true, value: read.value.commentary }
  return read.trouble.kind === 'rejected' ? { ok: true, value: '' } : read
}
