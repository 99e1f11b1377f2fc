import type { Answering, Publishing } from '../network.ts'
import { conversationOf } from './answered.ts'
import { messaging } from './messaging.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'

/** An answer to a post is a post; one to a private message is a message in the same conversation. */
export const answering: Answering = {
  rulesFor: rulesOfAnswers,
  publishing: {
    absence: publishing.absence,
    prepare: (content, now) => publishing.prepare(content, now),
    nextStep: (job) => wayFor(job).nextStep(job),
    perform: (step, job, environment) => wayFor(job).perform(step, job, environment),
    lookUp: (step, job, environment) => wayFor(job).lookUp(step, job, environment),
    published: (job) => wayFor(job).published(job),
    takeDown: async (job, environment) => (await wayFor(job).takeDown?.(job, environment)) ?? { ok: true, value: undefined },
  },
}

function wayFor(job: Parameters<Publishing['nextStep']>[0]): Omit<Publishing, 'absence' | 'prepare'> {
  return conversationOf(job) === undefined ? publishing : messaging
}
