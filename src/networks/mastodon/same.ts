import { z } from 'zod'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { answeredBy } from './answered.ts'
import { ask, type Status } from './api.ts'
import { appName } from './app.ts'
import { plainText } from './html.ts'
import { signedIn } from './session.ts'
import { madeFor, partOf, quotedFor, uploadSteps, uploadedSchema } from './steps.ts'
import { pollOptions, quoteIn, visibilityIn, wordingOf } from './wording.ts'

interface Wanted {
  readonly number: number
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

/** Is this post that part of the delivery, and no other? What is seen in passing decides first; only then is its source asked for. */
export async function isTheSame(status: Status, wanted: Wanted): Promise<Outcome<boolean>> {
  if (!isPlacedAlike(status, wanted) || !isMadeAlike(status, wanted)) return { ok: true, value: false }
  const files = filesOf(wanted)
  // A file belongs to one post alone. Only where the server lost them, and they will be uploaded again, does the text have to tell.
  if (files.length > 0) return { ok: true, value: status.media_attachments.every(({ id }, index) => id === files[index]) }
  return saysTheSame(status, wanted)
}

/** A first part answers nothing, unless it is an answer; a later one answers the part before it, which tells identical texts of one thread apart. */
function isPlacedAlike({ in_reply_to_id: answered, reblog, application }: Status, { number, job }: Wanted): boolean {
  if (reblog !== null && reblog !== undefined) return false
  if (application && application.name !== appName) return false
  return (answered ?? undefined) === (number === 1 ? answeredBy(job.content) : madeFor(number - 1, job)?.id)
}

function isMadeAlike(status: Status, { number, job }: Wanted): boolean {
  const part = partOf(number, job)
  const options = status.poll?.options.map(({ title }) => title) ?? []
  const wanted = part.poll ? pollOptions(part.poll.options) : []
  return (
    isQuotingAlike(status, { number, job }) &&
    isSeenBy(status, visibilityIn(job.content.settings)) &&
    status.media_attachments.length === part.media.length &&
    options.length === wanted.length &&
    options.every((option, index) => normal(option) === normal(wanted[index] ?? ''))
  )
}

/** What is quoted is told only once its author agreed; that something is, always. */
function isQuotingAlike({ quote }: Status, { number, job }: Pick<Wanted, 'number' | 'job'>): boolean {
  const wanted = number === 1 && quoteIn(job.content.settings) !== ''
  const [told, known] = [quote?.quoted_status?.id, quotedFor(number, job)]
  return wanted === Boolean(quote) && (told === undefined || known === undefined || told === known)
}

/** What a limited account posts in public, the server makes unlisted; what quotes a post for followers is itself for followers. */
function isSeenBy({ visibility: seen, quote }: Status, wanted: string): boolean {
  return seen === wanted || (wanted === 'public' && seen === 'unlisted') || (seen === 'private' && Boolean(quote))
}

/** The files uploaded for this part; none where one is not there any more. */
function filesOf({ number, job }: Wanted): readonly string[] {
  const uploaded = uploadSteps(partOf(number, job), number).map((name) => uploadedSchema.safeParse(job.results[name]).data?.id)
  return uploaded.flatMap((id) => (uploaded.includes(undefined) ? [] : (id ?? [])))
}

const sourceSchema = z.object({ text: z.string(), spoiler_text: z.string().nullish() })

async function saysTheSame(status: Status, { number, job, environment }: Wanted): Promise<Outcome<boolean>> {
  const { text, spoiler } = wordingOf(partOf(number, job), job.content.settings)
  const { server, token } = signedIn(job.access)
  const source = await ask(
    { server, path: `/api/v1/statuses/${encodeURIComponent(status.id)}/source`, token, answer: sourceSchema },
    environment,
  )
  if (source.ok) return { ok: true, value: isAlike(source.value.text, text) && isAlike(source.value.spoiler_text ?? '', spoiler) }
  // Servers without sources say so; anything else proves nothing.
  const isMissing = source.trouble.kind === 'rejected' || source.status === 404 || source.status === 405 || source.status === 501
  if (!isMissing) return source
  const shown = plainText(status.content)
  return { ok: true, value: shownAs(shown) === shownAs(text) && shownAs(status.spoiler_text ?? '') === shownAs(spoiler) }
}

function isAlike(one: string, other: string): boolean {
  return normal(one) === normal(other)
}

function normal(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').trim()
}

/** A rendered text shows mentions without their server, and its spaces and line breaks as it likes. */
function shownAs(text: string): string {
  return normal(text)
    .replace(/(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{M}\p{Nd}\p{Pc}.-]+/giu, '$1')
    .replace(/\s+/g, '')
}
