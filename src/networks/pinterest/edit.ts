import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { asJson, chosenBoard, type Place } from './chosen-board.ts'
import { written } from './create-pin.ts'
import { knownOf } from './known.ts'
import { imagesIn, partOf, wordsOf } from './sent.ts'
import { signedIn } from './session.ts'
import { boardStep, pinIdOf, placeSchema } from './steps.ts'

/** The words, the link and the board of a pin can be changed, what it shows cannot. */
export const edit: Edit = { refuses, apply }

function refuses({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  return shownBy(job.content) === shownBy(after) ? undefined : { code: 'edit-media' }
}

/** Descriptions apart. */
function shownBy(content: PostContent): string {
  return JSON.stringify(partOf(content).media.map((item) => ({ ...item, alt: '' })))
}

async function apply(
  { job, after }: { readonly job: Delivery; readonly after: PostContent },
  environment: NetworkEnvironment,
): Promise<Outcome<Readonly<Record<string, Json>>>> {
  const place = placeSchema.parse(job.results[boardStep])
  const wanted = placeAfter(place, job, after)
  const { title, description, alt, link } = wordsOf(after)
  const slots = imagesIn(after).length > 1 ? imagesIn(after).map(() => written({ title, description, link })) : []
  const json = {
    ...emptied({ title, description, alt_text: alt, link }),
    ...(wanted === place ? {} : { board_id: wanted.board, board_section_id: wanted.section ?? null }),
    ...(slots.length > 0 ? { carousel_slots: slots } : {}),
  }
  const path = `/pins/${pinIdOf(job)}`
  const call = { ...signedIn(job.access), method: 'PATCH', path, send: { json }, answer: z.object({ id: z.string() }) } as const
  const changed = await ask({ ...call, missing: 'pin-gone' }, environment)
  return changed.ok ? { ok: true, value: { [boardStep]: asJson(wanted) } } : { ok: false, trouble: aboutApp(changed.trouble) }
}

/** The document calls this call a beta that is not open to all apps. */
function aboutApp(trouble: Trouble): Trouble {
  return trouble.reason.code === 'not-permitted' ? { ...trouble, reason: { ...trouble.reason, code: 'edit-not-open' } } : trouble
}

/** Where it stands already, if nothing else was chosen. */
function placeAfter(place: Place, { access, content }: Delivery, after: PostContent): Place {
  const known = knownOf(access.limits)
  const [before, wanted] = [chosenBoard(content.settings, known), chosenBoard(after.settings, known)]
  const isSame = !wanted || (before?.board === wanted.board && before.section === wanted.section)
  return isSame ? place : wanted
}

/** What is to say nothing any more. */
function emptied(words: Readonly<Record<string, string>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, value === '' ? null : value]))
}
