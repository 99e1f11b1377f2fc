import { readBody, saidIn } from './stand-in-body.ts'
import { isForum, keep } from './stand-in-messages.ts'
import { messageObject } from './stand-in-objects.ts'
import { channelOwner } from './stand-in-state.ts'
import { openThread } from './stand-in-threads.ts'
import { DiscordError, invalid, json, type Signed, unknownChannel } from './stand-in-wire.ts'

/** `POST /webhooks/{id}/{token}`: with `wait` the message is answered, without it nothing. There is no nonce. */
export async function executeWebhook(asked: Signed): Promise<Response> {
  const { server, person, url, request } = asked
  const body = await readBody(request)
  const name = threadNameIn(body.fields)
  const thread = url.searchParams.get('thread_id')
  const forum = isForum(server, person.id)
  if (thread !== null && channelOwner(server, thread)?.id !== person.id) throw unknownChannel()
  if (forum && name === undefined && thread === null)
    throw new DiscordError(400, 220_001, 'Webhooks posted to forum channels must have a thread_name or thread_id')
  if (name !== undefined && thread !== null)
    throw new DiscordError(400, 220_002, 'Webhooks posted to forum channels cannot have both a thread_name and thread_id')
  if (name !== undefined && !forum) throw new DiscordError(400, 220_003, 'Webhooks can only create threads in forum channels')
  const { callsAnswered: _, ...said } = await saidIn(body, server)
  const begun = name === undefined ? undefined : openThread(server, { parent: person.id, name, owner: person.webhook.id })
  const channel = begun?.id ?? thread ?? person.id
  const message = keep(server, { ...said, channel, personId: person.id, byWebhook: true }, begun?.id)
  return url.searchParams.get('wait') === 'true' ? json(messageObject(server, message, undefined)) : new Response(null, { status: 204 })
}

function threadNameIn(fields: unknown): string | undefined {
  const name = typeof fields === 'object' && fields !== null && 'thread_name' in fields ? String(fields.thread_name) : undefined
  if (name !== undefined && (name === '' || name.length > 100))
    throw invalid('thread_name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  return name
}
