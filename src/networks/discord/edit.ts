import { z } from 'zod'

import type { Delivery, Edit, NetworkEnvironment, Outcome, Reason, Settings } from '../network.ts'
import { ask, callOf, messageCall } from './api.ts'
import { allowedMentions, cardOf } from './message.ts'
import { type Place, signedIn } from './session.ts'
import { madePart, partOf } from './steps.ts'
import { contentOf, hasCard, threadIn, threadNameIn } from './wording.ts'

/** Where it stands cannot be changed, nor how its files are shown, nor a poll. */
export function whyNotEdited({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  const { settings, parts } = job.content
  if (parts.some((part, index) => part.poll && part.text.trim() !== after.parts[index]?.text.trim())) return { code: 'poll-stays' }
  const stays = (read: (settings: Settings) => unknown) => read(after.settings) === read(settings)
  if (!stays(threadIn) || !stays(threadNameIn)) return { code: 'thread-stays' }
  return stays(({ spoiler }) => spoiler === true) && stays(({ silent }) => silent === true) ? undefined : { code: 'files-stay' }
}

/** Words and cards; files, which no request names, stay as they are, and so do the messages’ ids. */
export async function editParts(...[{ job, after }, environment]: Parameters<Edit['apply']>): ReturnType<Edit['apply']> {
  for (const [index, part] of after.parts.entries()) {
    const made = madePart(job, index + 1)
    if (!made || part.poll) continue
    const edited = await edit(index + 1, { made, job: { ...job, content: after } }, environment)
    if (!edited.ok) return edited
  }
  return { ok: true, value: {} }
}

interface Standing {
  readonly made: Place
  readonly job: Delivery
}

async function edit(part: number, { made, job }: Standing, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const session = signedIn(job.access)
  const call = { ...callOf(session), ...messageCall(session, made) }
  const whole = partOf(job.content, part)
  const { settings } = job.content
  const picture = hasCard(whole, settings) && whole.link?.thumb ? await standingPicture(call, environment) : undefined
  if (picture?.ok === false) return picture
  const { image: _, ...card } = hasCard(whole, settings) ? cardOf(whole, settings) : {}
  const image = picture?.value === undefined ? {} : { image: { url: picture.value } }
  const json = {
    content: contentOf(whole, settings),
    embeds: hasCard(whole, settings) ? [{ ...card, ...image }] : [],
    allowed_mentions: allowedMentions(job.content),
  }
  const edited = await ask({ ...call, method: 'PATCH', send: { json }, answer: z.object({ id: z.string() }) }, environment)
  return edited.ok ? { ok: true, value: undefined } : edited
}

const standingSchema = z.object({ embeds: z.array(z.object({ image: z.object({ url: z.string() }).optional() })) })

type Where = ReturnType<typeof callOf> & ReturnType<typeof messageCall>

/** The picture of the card as the network keeps it. */
async function standingPicture(call: Where, environment: NetworkEnvironment): Promise<Outcome<string | undefined>> {
  const read = await ask({ ...call, answer: standingSchema }, environment)
  return read.ok ? { ok: true, value: read.value.embeds[0]?.image?.url } : read
}
