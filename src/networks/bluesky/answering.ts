import type { Answering, Delivery, PostContent } from '../network.ts'
import { rejected } from '../rejected.ts'
import { isForMessage, isMessage, messageSettles, messaging } from './chat-sending.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'

/** An answer is a post that answers another, whose author is told of it without being named; one to a private message is a message in the same conversation. */
export const answering: Answering = {
  rulesFor: rulesOfAnswers,
  publishing: {
    absence: publishing.absence,
    absenceOn: (_, prepared) => (isForMessage(prepared) ? messageSettles : publishing.absence),
    prepare: (content, now) => wayFor(content).prepare(content, now),
    nextStep: (job) => wayOf(job).nextStep(job),
    perform: (step, job, environment) => wayOf(job).perform(step, job, environment),
    lookUp: (step, job, environment) => wayOf(job).lookUp(step, job, environment),
    published: (job) => wayOf(job).published(job),
    takeDown: async (job, environment) => {
      if (!isMessage(job.content)) return (await publishing.takeDown?.(job, environment)) ?? { ok: true, value: undefined }
      // A message is deleted for oneself alone.
      return rejected('message-stays')
    },
  },
}

function wayOf({ content }: Delivery) {
  return wayFor(content)
}

function wayFor(content: PostContent) {
  return isMessage(content) ? messaging : publishing
}
