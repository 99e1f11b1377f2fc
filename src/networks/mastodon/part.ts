import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostPart, Trouble } from '../network.ts'
import { answeredBy } from './answered.ts'
import { ask, statusSchema, type Status } from './api.ts'
import { signedIn } from './session.ts'
import { keyFor, madeFor, partOf, quotedFor, readyStep, uploadedFor, uploadSteps, type Made } from './steps.ts'
import { tokenTrouble } from './token-trouble.ts'
import { gone, isOld, stateOf } from './uploads.ts'
import { isSensitive, languageTag, pollOptions, quotePolicyIn, visibilityIn, wordingOf } from './wording.ts'

/** Publishes one part under its key: sent twice within the hour, the server answers with what the first made. */
export async function publishPart(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const uploads = uploadSteps(partOf(number, job), number)
  if (uploadedFor(number, job).some((uploaded) => isOld(uploaded, environment.now()))) {
    return { ok: false, trouble: gone({ kind: 'unavailable', reason: { code: 'image-gone' } }, withReady(uploads)) }
  }
  const { server, token } = signedIn(job.access)
  const idempotencyKey = keyFor(number, job)
  const call = { server, method: 'POST', path: '/api/v1/statuses', token, idempotencyKey, final: true, answer: statusSchema } as const
  const made = await ask({ ...call, send: { json: bodyOf(number, job) } }, environment)
  if (made.ok) return { ok: true, value: { ...asMade(made.value, server) } }
  const { trouble, status } = made
  if (status === 404 && trouble.kind === 'rejected') return { ok: false, trouble: missing(number, job, trouble) }
  if (status !== 422 || trouble.kind !== 'rejected') return made
  return {
    ok: false,
    trouble: (await tokenTrouble(made, job.access, environment)) ?? (await imageTrouble(number, job, environment)) ?? trouble,
  }
}

/** What the server is told. The same delivery always says the same. */
export function bodyOf(number: number, job: Delivery): { readonly [key: string]: Json } {
  const { settings, languages } = job.content
  const part = partOf(number, job)
  const { text, spoiler } = wordingOf(part, settings)
  const media = uploadedFor(number, job).map(({ id }) => id)
  const quoted = quotedFor(number, job)
  const policy = quotePolicyIn(settings)
  const answers = number > 1 ? madeFor(number - 1, job)?.id : answeredBy(job.content)
  const language = languageTag(languages[0])
  return {
    status: text.toWellFormed(),
    visibility: visibilityIn(settings),
    sensitive: isSensitive(settings),
    ...(spoiler === '' ? {} : { spoiler_text: spoiler.toWellFormed() }),
    ...(media.length === 0 ? {} : { media_ids: media }),
    ...pollBody(part),
    ...(quoted === undefined ? {} : { quoted_status_id: quoted }),
    ...(policy === undefined ? {} : { quote_approval_policy: policy }),
    ...(answers === undefined ? {} : { in_reply_to_id: answers }),
    ...(language === undefined ? {} : { language }),
  }
}

function pollBody({ poll }: PostPart): { readonly [key: string]: Json } {
  if (!poll) return {}
  const options = pollOptions(poll.options).map((option) => option.toWellFormed())
  return { poll: { options, expires_in: poll.minutes * 60, multiple: poll.multiple } }
}

export function asMade({ id, url, uri }: Status, server: string): Made {
  return { id, url: [url, uri].find((address) => address && /^https?:\/\//.test(address)) ?? `${server}/statuses/${id}` }
}

/** Missing can only be the part before, if somebody took it away by hand, or the post to quote, if its author did or no longer lets it be quoted. */
function missing(number: number, job: Delivery, { reason }: Trouble): Trouble {
  const code = number > 1 ? 'thread-broken' : quotedFor(number, job) === undefined ? reason.code : 'quote-denied'
  return { kind: 'rejected', reason: { ...reason, code } }
}

/** Which of a part's files is to blame for a refusal, asked of the server: its sentences may be in any language. */
async function imageTrouble(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Trouble | undefined> {
  const uploads = uploadSteps(partOf(number, job), number)
  for (const { id } of uploadedFor(number, job)) {
    const state = await stateOf(id, job, environment)
    if (state.ok) continue
    if (state.trouble.reason.code === 'not-there') return gone(state.trouble, withReady(uploads))
    if (state.trouble.kind !== 'rejected') return state.trouble
  }
  return undefined
}

function withReady(uploads: readonly string[]): readonly string[] {
  return uploads.flatMap((name) => [name, readyStep(name)])
}
