import { nowAt } from '../stand-in-time.ts'
import { placeWith, tell } from './stand-in-shown.ts'
import { groupOf, type Message, type Server } from './stand-in-state.ts'
import { BotError } from './stand-in-wire.ts'

type Written = Omit<Message, 'message' | 'at' | 'likes'>

/** Puts a message into its chat; a post of a channel is copied into its group at once. */
export function put(server: Server, written: Written): Message {
  const message = keep(server, written)
  const { person, kind } = placeWith(server, message.chat)
  tell(server, kind === 'channel' ? 'channel_post' : 'message', message)
  if (kind === 'channel' && groupOf(server, person) !== 'none') {
    const { replyTo: _, byBot: __, ...same } = written
    const copy = keep(server, {
      ...same,
      chat: person.groupId,
      copyOf: message.message,
      ...(written.album === undefined ? {} : { album: `${written.album}7` }),
    })
    tell(server, 'message', copy)
  }
  server.world.changed()
  return message
}

function keep(server: Server, written: Written): Message {
  const number = (server.state.numbers[String(written.chat)] ?? 1) + 1
  server.state.numbers[String(written.chat)] = number
  const message: Message = { ...written, message: number, at: nowAt(server), likes: [] }
  server.state.messages.push(message)
  return message
}

/** Into one chat so many a minute. @throws BotError (429) */
export function countSent({ world, state, settings }: Server, chat: number, count: number): void {
  if (world.rateLimits === false) return
  const since = world.now().subtract({ minutes: 1 }).epochMilliseconds
  const recent = state.sent.filter(({ at }) => Date.parse(at) > since)
  state.sent.splice(0, state.sent.length, ...recent)
  const here = recent.filter((each) => each.chat === chat)
  if (here.length + count > settings.perMinute) {
    const wait = Math.max(Math.ceil((Date.parse(here[0]?.at ?? nowAt({ world })) - since) / 1000), 1)
    throw new BotError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait })
  }
  for (let index = 0; index < count; index += 1) state.sent.push({ chat, at: nowAt({ world }) })
}
