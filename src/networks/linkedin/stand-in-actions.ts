import { createHash } from 'node:crypto'

import { newSecret } from '../stand-in-ids.ts'
import { actIn, sendMessage } from '../stand-in-people.ts'
import { inSeconds, nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage } from '../stand-in.ts'
import { addComment, removeComment } from './stand-in-comments.ts'
import { noteComment, noteMentions } from './stand-in-notices.ts'
import { addPost, livePost } from './stand-in-posts.ts'
import { type Comment, newNumber, type Person, personWith, type Server } from './stand-in-state.ts'

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => post(server, by, written),
    reply: (by, written) => comment(server, by, written),
    edit: (by, { on, text }) => rewrite(server, ownComment(server, by, on), text),
    remove: (by, on) => removeComment(server, ownComment(server, by, on)),
    likesOf: (id) => likable(server, id).likes,
    repostsOf: (id) => repostable(server, id).reposts,
    message: (by, written) => sendMessage(server, { by, ...written, id: newNumber(server), most: { characters: 8000 } }),
  })
}

/** Written in the app, so what looks like markup is only text. */
function post(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if ((text.trim() === '' && images.length === 0) || text.length > 3000) throw new Error('A post on LinkedIn has 1 to 3,000 characters.')
  if (images.length > 20) throw new Error('A post on LinkedIn shows at most 20 pictures.')
  const pictures = images.map((image) => ({ id: addPicture(server, by, image), altText: image.alt }))
  const [first] = pictures
  const made = addPost(server, {
    urn: `urn:li:share:${newNumber(server)}`,
    author: by.id,
    commentary: text.replaceAll(/[\\|{}@[\]()<>*_~]/g, String.raw`\$&`),
    visibility: 'PUBLIC',
    feedDistribution: 'MAIN_FEED',
    isReshareDisabled: false,
    ...(pictures.length > 1 ? { content: { multiImage: { images: pictures } } } : first ? { content: { media: first } } : {}),
  })
  noteMentions(server, made, text)
  return { id: made.urn }
}

function addPicture(server: Server, by: Person, { bytes, mimeType }: ActionImage): string {
  const urn = `urn:li:image:${newSecret('C4E10AQ', 12)}`
  server.state.uploads.push({
    urn,
    kind: 'image',
    owner: by.id,
    parts: [
      {
        key: newSecret('up-', 24),
        first: 0,
        last: bytes.length - 1,
        data: Buffer.from(bytes).toString('base64'),
        etag: createHash('sha256').update(bytes).digest('base64url'),
      },
    ],
    uploadToken: '',
    expiresAt: nowAt(server),
    readyAt: inSeconds(server, 0),
    mimeType,
  })
  return urn
}

/** An answer to a comment stands under the same post. */
function comment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 1250) throw new Error('A comment has 1 to 1,250 characters.')
  const above = server.state.comments.find(({ id }) => id === on)
  const parent = above?.parent ?? above?.id
  const under = { post: above?.post ?? livePost(server, on).urn, ...(parent === undefined ? {} : { parent }) }
  return { id: addComment(server, { ...under, actor: by.id, text }).id }
}

function ownComment(server: Server, by: Person, id: string): Comment {
  const found = server.state.comments.find((each) => each.id === id)
  if (found?.actor !== by.id) throw new Error('People change and delete only comments that they wrote.')
  return found
}

function rewrite(server: Server, written: Comment, text: string): void {
  if (text.trim() === '' || text.length > 1250) throw new Error('A comment has 1 to 1,250 characters.')
  Object.assign(written, { text, editedAt: nowAt(server) })
  noteComment(server, written, 'COMMENT_EDIT')
  server.world.changed()
}

function likable(server: Server, id: string): { readonly likes: string[] } {
  return server.state.comments.find((each) => each.id === id) ?? livePost(server, id)
}

function repostable(server: Server, urn: string) {
  const shared = livePost(server, urn)
  if (shared.isReshareDisabled) throw new Error('Its author lets nobody repost this.')
  return shared
}
