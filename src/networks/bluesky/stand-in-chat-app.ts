import type { MessagesFrom, StandIn } from '../stand-in.ts'
import { deleteFor, isSeenBy, openConvo, takesFrom, writeMessage } from './stand-in-chat.ts'
import { checkMessage } from './stand-in-records.ts'
import { writeRecord } from './stand-in-repo.ts'
import type { Person } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

/** In the app somebody writes to somebody else. @throws Error where they would not be let. */
export function sendInApp(
  server: Server,
  { from, to, text }: { readonly from: Person; readonly to: Person; readonly text: string },
): string {
  if (from.did === to.did) throw new Error('Nobody writes to themselves.')
  if (text.trim() === '') throw new Error('A message has words.')
  checkMessage({ text })
  return writeMessage(server, { convo: openConvo(server, from.did, to.did), from: from.did, text }).id
}

/** In the app somebody says whose messages they take. */
export function messagesFrom(server: Server): NonNullable<StandIn['messagesFrom']> {
  return {
    of: (profileId) => asKnown(takesFrom(server.state, profileId)),
    set: (profileId, from) => {
      const person = server.state.people.get(profileId)
      if (!person) throw new Error(`Nobody on Bluesky has the id ${profileId}.`)
      declare(server, person, from)
    },
  }
}

export function declare(server: Server, person: Person, from: MessagesFrom): void {
  const record = { allowIncoming: from === 'everyone' ? 'all' : from === 'nobody' ? 'none' : 'following' }
  writeRecord(server, person, { collection: 'chat.bsky.actor.declaration', rkey: 'self', record })
}

function asKnown(takes: string | undefined): MessagesFrom {
  if (takes === 'all') return 'everyone'
  return takes === 'none' ? 'nobody' : 'followed'
}

/** In the app somebody deletes a message; the other goes on seeing it. @throws Error where there is none. */
export function deleteInApp(server: Server, { by, message: id }: { readonly by: string; readonly message: string }): void {
  const message = server.state.messages.find((each) => each.id === id && (each.from === by || each.to === by))
  if (!message || !isSeenBy(message, by)) throw new Error('This message is not there.')
  deleteFor(server, message, by)
}
