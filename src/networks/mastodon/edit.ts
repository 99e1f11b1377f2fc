import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Edit, Reason } from '../network.ts'
import { ask, statusSchema } from './api.ts'
import { asMade, bodyOf } from './part.ts'
import { signedIn } from './session.ts'
import { madeFor } from './steps.ts'
import { tokenTrouble } from './token-trouble.ts'
import { quoteIn, visibilityIn } from './wording.ts'

/** Who sees a post and what it quotes cannot be changed. */
export function whyNotEdited({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  if (visibilityIn(after.settings) !== visibilityIn(job.content.settings)) return { code: 'visibility-stays' }
  return quoteIn(after.settings) === quoteIn(job.content.settings) ? undefined : { code: 'quote-stays' }
}

/** Every part keeps its id and its files; servers before 3.5 know no edits and say so. */
export async function editParts(...[{ job, after }, environment]: Parameters<Edit['apply']>): ReturnType<Edit['apply']> {
  const { server, token } = signedIn(job.access)
  const results: Record<string, Json> = {}
  for (const [index, part] of after.parts.entries()) {
    const made = madeFor(index + 1, job)
    if (!made) continue
    const { visibility: _, in_reply_to_id: __, quoted_status_id: ___, ...body } = bodyOf(index + 1, { ...job, content: after })
    const attributes = part.media.map((item, place) => ({
      id: idOf(body['media_ids'], place),
      description: 'alt' in item ? item.alt.trim() : '',
    }))
    const edited = await ask(
      {
        server,
        method: 'PUT',
        path: `/api/v1/statuses/${encodeURIComponent(made.id)}`,
        token,
        answer: statusSchema,
        send: { json: { ...body, ...(attributes.length > 0 ? { media_attributes: attributes } : {}) } },
      },
      environment,
    )
    if (!edited.ok) {
      const trouble =
        edited.status === 404 || edited.status === 405 ? { ...edited.trouble, reason: { code: 'edit-not-there' } } : edited.trouble
      return { ok: false, trouble: (await tokenTrouble(edited, job.access, environment)) ?? trouble }
    }
    results[`part ${index + 1}`] = { ...asMade(edited.value, server) }
  }
  return { ok: true, value: results }
}

function idOf(ids: Json | undefined, place: number): string {
  return z.array(z.string()).parse(ids)[place] ?? ''
}
