import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing, Step } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { deleteFrom } from './delete.ts'
import { idIn } from './ids.ts'
import { heardGroup } from './known.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { messageOf } from './send.ts'
import { addressIn, settingsSchema, signedIn } from './session.ts'
import { partOf } from './steps.ts'

/** A bot is told of nothing that it sends, and its answers are copied nowhere: whether one whose outcome is unknown is there, only a person sees. */
const publishing: Publishing = {
  absence: { proof: 'never' },
  prepare: () => ({}),
  nextStep: ({ results }) => (answer.name in results ? undefined : answer),
  perform: (_, job, environment) => writeAnswer(job, environment),
  lookUp: async () => ({ ok: true, value: { found: false } }),
  published: ({ access, results }) => {
    const { group, message } = madeSchema.parse(results[answer.name])
    return { externalId: idIn(group.id, message), url: addressIn(settingsSchema.parse(access.settings), group, message) }
  },
  takeDown: async ({ access, results }, environment) => {
    const { group, message } = madeSchema.parse(results[answer.name])
    return deleteFrom({ chat: group.id, message }, access, environment)
  },
}

export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }

const answer: Step = { name: 'answer 1', final: true }

const madeSchema = z.object({ group: z.object({ id: z.int(), username: z.string().exactOptional() }), message: z.int() })
const targetSchema = z.object({ message: z.int() })
const sentSchema = z.object({ message_id: z.int() })

async function writeAnswer({ access, content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const group = heardGroup(access)
  if (!group) return rejected('group-gone')
  const { message } = targetSchema.parse(content.answers?.to)
  const parameters = { chat_id: group.id, ...messageOf({ text: partOf(content, 1).text }), reply_parameters: { message_id: message } }
  const sent = await ask({ ...signedIn(access), method: 'sendMessage', parameters, answer: sentSchema, final: true }, environment)
  return sent.ok ? { ok: true, value: { group: { ...group }, message: sent.value.message_id } } : sent
}
