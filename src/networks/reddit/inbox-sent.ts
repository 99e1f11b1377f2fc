import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { handleOf, onSite } from './session.ts'
import { instantOf } from './submitted.ts'
import { authorOf, saidSchema } from './things.ts'
import { walk } from './walk.ts'

const letterSchema = saidSchema.extend({
  subject: z.string().catch(''),
  first_message_name: z.string().nullish(),
  dest: z.string().nullish(),
})
type Letter = z.infer<typeof letterSchema>

/** What the account wrote to people in private, here or on the site. */
export async function readSent(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const walked = await walk({ path: 'message/sent', row: letterSchema, request }, access, environment)
  if (!walked.ok) return walked
  const { rows, cursor, more } = walked.value
  return { ok: true, value: { items: rows.map((row) => letterOf(row, access)), cursor, more } }
}

/** A talk goes on under its first message. What begins one has a subject, which its answers only repeat. */
export function letterOf(row: Letter, access: AccountAccess): InboxItem {
  const { name, subject, body, first_message_name: first, parent_id: parent } = row
  const thread = `messages:${first ?? name}`
  const byUs = row.author === handleOf(access)
  const begins = first == null && subject.trim() !== ''
  return {
    externalId: name,
    kind: 'message',
    thread: { externalId: thread },
    author: authorOf(row, access),
    byUs,
    text: begins ? `${subject}\n\n${body}` : body,
    media: [],
    at: instantOf(row.created_utc),
    url: onSite(access, `/message/messages/${name.replace(/^t4_/, '')}`),
    ...(parent == null ? {} : { answers: parent }),
    // The network takes answers to what was received.
    ...(byUs ? {} : { answerTo: { thing: name, thread } }),
  }
}
