import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { inSeconds, isOver, nowAt } from '../stand-in-time.ts'
import { checkContent, Content } from './stand-in-content.ts'
import { readLittle } from './stand-in-little.ts'
import { epochOf, newNumber, type Post, type Server } from './stand-in-state.ts'
import { mayWriteAs } from './stand-in-uploads.ts'
import { denied, needScope, notFound, onlyKnown, pageOf, readJson, Refused, type Signed, wrongField } from './stand-in-wire.ts'

const NewPost = z.strictObject({
  author: z.string().regex(/^urn:li:(?:person|organization):[\w-]+$/),
  commentary: z.string(),
  visibility: z.enum(['PUBLIC', 'CONNECTIONS', 'LOGGED_IN', 'CONTAINER']),
  distribution: z.strictObject({
    feedDistribution: z.enum(['MAIN_FEED', 'NONE']),
    targetEntities: z.array(z.json()).max(0).optional(),
    thirdPartyDistributionChannels: z.array(z.json()).max(0).optional(),
  }),
  content: Content.optional(),
  lifecycleState: z.literal('PUBLISHED'),
  isReshareDisabledByAuthor: z.boolean().optional(),
})

const mostCharacters = 3000
/** How long the same words by the same author are a duplicate. */
const duplicateSeconds = 24 * 60 * 60

/** `POST /rest/posts` */
export function createPost(asked: Signed): Response {
  onlyKnown(asked, [])
  const { server } = asked
  const made = readJson(asked, NewPost)
  mayWriteAs(asked, made.author, 'posts.CREATE')
  checkCommentary(made.commentary)
  if (made.commentary.trim() === '' && !made.content)
    throw wrongField('ERROR :: /commentary :: field is required but not found and has no default value')
  if (made.visibility === 'CONNECTIONS' && made.author.startsWith('urn:li:organization:')) {
    throw wrongField('ERROR :: /visibility :: CONNECTIONS is not allowed for organizations')
  }
  if (made.content) checkContent(server, made.author, made.content)
  needNew(server, made)
  const kind = made.content && 'media' in made.content && made.content.media.id.startsWith('urn:li:video:') ? 'ugcPost' : 'share'
  const { visibility, isReshareDisabledByAuthor = false, distribution, content } = made
  const post = addPost(server, {
    urn: `urn:li:${kind}:${newNumber(server)}`,
    author: made.author,
    commentary: made.commentary,
    visibility,
    feedDistribution: distribution.feedDistribution,
    isReshareDisabled: isReshareDisabledByAuthor,
    ...(content ? { content: z.json().parse(content) } : {}),
  })
  return new Response(null, { status: 201, headers: { 'x-restli-id': post.urn, 'x-linkedin-id': post.urn } })
}

export function addPost(server: Server, post: Omit<Post, 'at' | 'editedAt' | 'deleted' | 'likes' | 'reposts' | 'votes'>): Post {
  const at = nowAt(server)
  const made: Post = { ...post, at, editedAt: at, deleted: false, likes: [], reposts: [], votes: {} }
  server.state.posts.push(made)
  server.world.changed()
  return made
}

/** Everything is counted as it is sent, signs for escaping too. The network documents no limit; this is its app’s. */
function checkCommentary(commentary: string): void {
  if (commentary.length > mostCharacters) {
    throw wrongField(`ERROR :: /commentary :: length of ${commentary.length} exceeds ${mostCharacters}`, { code: 'FIELD_LENGTH_TOO_LONG' })
  }
}

/** The same words with the same media, by the same author, a short while ago. @throws Refused (422), which names the post that is there */
function needNew(server: Server, { author, commentary, content }: z.infer<typeof NewPost>): void {
  const twin = server.state.posts.findLast(
    (post) =>
      !post.deleted &&
      post.author === author &&
      post.commentary === commentary &&
      isDeepStrictEqual(post.content, content) &&
      !isOver(server, Temporal.Instant.from(post.at).add({ seconds: duplicateSeconds }).toString()),
  )
  if (!twin) return
  throw new Refused(422, `com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of ${twin.urn}`, {
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    errorDetails: { inputErrors: [{ description: 'Duplicate post is detected', input: {}, code: 'DUPLICATE_POST' }] },
  })
}

export function livePost({ state }: Server, urn: string): Post {
  const post = state.posts.find((each) => each.urn === urn && !each.deleted)
  if (!post) throw notFound(urn)
  return post
}

/** Organizations' posts by one right, members' by another that hardly any app has. @throws Refused (403) */
function mayRead(asked: Signed, author: string, operation: string): void {
  if (author.startsWith('urn:li:organization:')) {
    needScope(asked, ['r_organization_social'], operation)
    mayWriteAs(asked, author, operation)
  } else if (author !== asked.token.memberId || !asked.token.scopes.includes('r_member_social')) throw denied(operation)
}

/** `GET /rest/posts/{urn}` */
export function readPost(asked: Signed, urn: string): Json {
  onlyKnown(asked, ['viewContext'])
  const post = livePost(asked.server, urn)
  mayRead(asked, post.author, 'posts.GET')
  return postFields(post)
}

/** `GET /rest/posts?q=author`: newest first. */
export function listPosts(asked: Signed): Json {
  const { server, url } = asked
  onlyKnown(asked, ['q', 'author', 'start', 'count', 'sortBy', 'isDsc'])
  const author = url.searchParams.get('author') ?? ''
  if (url.searchParams.get('q') !== 'author' || author === '') throw new Refused(400, 'Unknown finder', { code: 'ILLEGAL_ARGUMENT' })
  mayRead(asked, author, 'posts.FINDER-author')
  const shown = server.state.posts.filter(
    (post) => post.author === author && !post.deleted && isOver(server, inSecondsAfter(post.at, server.settings.listingLagSeconds)),
  )
  return pageOf(shown.toReversed().map(postFields), asked)
}

function inSecondsAfter(at: string, seconds: number): string {
  return Temporal.Instant.from(at).add({ seconds }).toString()
}

function postFields(post: Post): Json {
  const { cutAt } = readLittle(post.commentary)
  return {
    id: post.urn,
    author: post.author,
    commentary: cutAt === undefined ? post.commentary : post.commentary.slice(0, cutAt),
    visibility: post.visibility,
    distribution: { feedDistribution: post.feedDistribution, targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(post.content === undefined ? {} : { content: post.content }),
    lifecycleState: 'PUBLISHED',
    lifecycleStateInfo: { isEditedByAuthor: post.editedAt !== post.at },
    isReshareDisabledByAuthor: post.isReshareDisabled,
    createdAt: epochOf(post.at),
    publishedAt: epochOf(post.at),
    lastModifiedAt: epochOf(post.editedAt),
  }
}

const Update = z.strictObject({ patch: z.strictObject({ $set: z.strictObject({ commentary: z.string() }) }) })

/** `POST /rest/posts/{urn}` with `X-RestLi-Method: PARTIAL_UPDATE`. Of what people see, only the text can be changed. */
export function updatePost(asked: Signed, urn: string): Response {
  if (asked.headers.get('x-restli-method') !== 'PARTIAL_UPDATE')
    throw new Refused(400, 'X-RestLi-Method header is missing', { code: 'ILLEGAL_ARGUMENT' })
  const post = livePost(asked.server, urn)
  mayWriteAs(asked, post.author, 'posts.PARTIAL_UPDATE')
  const { commentary } = readJson(asked, Update).patch.$set
  checkCommentary(commentary)
  post.commentary = commentary
  post.editedAt = inSeconds(asked.server, 0)
  asked.server.world.changed()
  return new Response(null, { status: 204 })
}

/** `DELETE /rest/posts/{urn}`: says the same for one that is gone. */
export function deletePost(asked: Signed, urn: string): Response {
  const post = asked.server.state.posts.find((each) => each.urn === urn)
  if (!post) return new Response(null, { status: 204 })
  mayWriteAs(asked, post.author, 'posts.DELETE')
  post.deleted = true
  asked.server.world.changed()
  return new Response(null, { status: 204 })
}
