import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { type Comment, newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { commentThing, letterThing, postThing } from './stand-in-things.ts'
import { needScope, readForm, Refused, type Signed } from './stand-in-wire.ts'

/** `POST /api/comment`: an answer to a post, a comment or a private message. */
export function answerThing(asked: Signed): Json {
  const { server, grant } = asked
  const form = readForm(asked, ['thing_id', 'text'])
  const [id, text] = [form.get('thing_id') ?? '', form.get('text') ?? '']
  const by = personWith(server, grant.personId)
  if (text.trim() === '') throw new Refused('NO_TEXT', 'we need something here', { field: 'text' })
  if (Array.from(text).length > 10_000) throw new Refused('TOO_LONG', 'this is too long (max: 10000)', { field: 'text' })
  if (id.startsWith('t4_')) {
    needScope(asked, 'privatemessages')
    return { things: [answerLetter(server, by, { id, text })] }
  }
  needScope(asked, 'submit')
  return { things: [commentThing(server, addComment(server, by, { on: id, text }))] }
}

function answerLetter(server: Server, by: Person, { id, text }: { readonly id: string; readonly text: string }): Json {
  const letter = server.state.messages.find((each) => each.id === id && each.to === by.id)
  if (!letter) throw new Refused('NO_THING_ID', 'that is no message of yours', { field: 'thing_id' })
  const subject = `re: ${(letter.subject ?? '').replace(/^re: /, '')}`
  const made = {
    id: newId('t4'),
    from: by.id,
    to: letter.from,
    text,
    at: nowAt(server),
    subject,
    parent: id,
    first: letter.first ?? letter.id,
  }
  server.state.messages.push(made)
  server.world.changed()
  return letterThing(server, made)
}

/** @throws Refused where there is nothing to answer. */
export function addComment(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }): Comment {
  const { state } = server
  const above = state.comments.find(({ id }) => id === on)
  const postId = above?.postId ?? on
  const post = state.posts.find(({ id }) => id === postId)
  if (above?.deleted) throw new Refused('DELETED_COMMENT', 'that comment has been deleted', { field: 'parent' })
  if (!post) throw new Refused('NO_THING_ID', 'that is not there', { field: 'thing_id' })
  if (post.deleted) throw new Refused('DELETED_LINK', 'the link you are commenting on has been deleted', { field: 'parent' })
  const made: Comment = { id: newId('t1'), postId, parent: on, personId: by.id, text, at: nowAt(server), likes: [] }
  state.comments.push(made)
  server.world.changed()
  return made
}

/** `POST /api/del`: the answer is the same whatever there was. */
export function deleteThing(asked: Signed): Json {
  needScope(asked, 'edit')
  const { server, grant } = asked
  const id = readForm(asked, ['id']).get('id')
  const { posts, comments } = server.state
  for (const thing of [...posts, ...comments]) if (thing.id === id && thing.personId === grant.personId) thing.deleted = true
  server.world.changed()
  return {}
}

/** `POST /api/editusertext`. */
export function editText(asked: Signed): Json {
  needScope(asked, 'edit')
  const { server, grant } = asked
  const form = readForm(asked, ['thing_id', 'text'])
  const [id, text] = [form.get('thing_id'), form.get('text') ?? '']
  const post = server.state.posts.find((each) => each.id === id && each.personId === grant.personId && !each.deleted)
  const comment = server.state.comments.find((each) => each.id === id && each.personId === grant.personId && !each.deleted)
  if (post && post.kind !== 'self') throw new Refused('placeholder', "This post can't be edited", { field: 'text' })
  const thing = post ?? comment
  if (!thing) throw new Refused('NO_THING_ID', 'that is not there', { field: 'thing_id' })
  if (Array.from(text).length > (post ? 40_000 : 10_000)) throw new Refused('TOO_LONG', 'this is too long', { field: 'text' })
  thing.text = text
  thing.editedAt = nowAt(server)
  server.world.changed()
  return { things: [post ? postThing(server, post) : comment ? commentThing(server, comment) : {}] }
}
