import type { TalkHost } from '../stand-in-graph-talks.ts'
import { invalid } from '../stand-in-graph.ts'
import { sendMessage } from '../stand-in-people.ts'
import { timestamp } from './stand-in-photos.ts'
import { hostOf, newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { tellOfMessage } from './stand-in-told.ts'

const longest = 2000

/** Somebody writes to somebody, in the app or through the API. */
export function write(
  server: Server,
  { by, to, text }: { readonly by: Person; readonly to: Person; readonly text: string },
): { readonly id: string } {
  const sent = sendMessage(server, { by, to, text, id: newId('m_'), most: { characters: longest } })
  const message = server.state.messages.find(({ id }) => id === sent.id)
  if (message) tellOfMessage(server, message)
  return sent
}

/** A Page that people write to in Messenger. */
export function talkHost(server: Server, page: Person): TalkHost {
  const { world, state } = server
  return {
    world,
    id: page.id,
    platform: 'messenger',
    messages: state.messages,
    shown: (id) => ({ id, name: personWith(server, id).displayName, email: `${id}@facebook.com` }),
    timestamp,
    check: (text) => {
      if (text.length > longest) throw invalid('Length of param message[text] must be less than or equal to 2000')
    },
    write: (toId, text) => write(server, { by: page, to: personWith(server, toId), text }),
    commentOf: (commentId) => {
      const comment = state.comments.find(({ id, postId }) => id === commentId && hostOf(server, postId) === page.id)
      return (
        comment && {
          authorId: comment.authorId,
          at: comment.at,
          wasAnswered: comment.privatelyAnswered === true,
          answered: () => void (comment.privatelyAnswered = true),
        }
      )
    },
  }
}
