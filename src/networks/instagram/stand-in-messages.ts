import type { TalkHost } from '../stand-in-graph-talks.ts'
import { invalid } from '../stand-in-graph.ts'
import { sendMessage } from '../stand-in-people.ts'
import { newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { tellOfMessage } from './stand-in-told.ts'

const longest = 1000

/** Somebody writes to somebody, in the app or through the API. */
export function write(
  server: Server,
  { by, to, text }: { readonly by: Person; readonly to: Person; readonly text: string },
): { readonly id: string } {
  const sent = sendMessage(server, { by, to, text, id: newId('aWd'), most: { bytes: longest } })
  const message = server.state.messages.find(({ id }) => id === sent.id)
  if (message) tellOfMessage(server, message)
  return sent
}

/** An account that people write to. */
export function talkHost(server: Server, person: Person): TalkHost {
  const { world, state } = server
  return {
    world,
    id: person.id,
    platform: 'instagram',
    messages: state.messages,
    shown: (id) => ({ id, username: personWith(server, id).handle }),
    timestamp: (at) => at,
    check: (text) => {
      if (Buffer.byteLength(text) > longest) throw invalid('The message is longer than 1000 bytes')
    },
    write: (toId, text) => write(server, { by: person, to: personWith(server, toId), text }),
    commentOf: (commentId) => {
      const comment = state.comments.find(({ id, mediaId }) => id === commentId && isOn(server, mediaId, person))
      return (
        comment && {
          authorId: comment.personId,
          at: comment.at,
          wasAnswered: comment.privatelyAnswered === true,
          answered: () => void (comment.privatelyAnswered = true),
        }
      )
    },
  }
}

function isOn({ state }: Server, mediaId: string, { id }: Person): boolean {
  return state.media.some((media) => media.id === mediaId && media.personId === id)
}
