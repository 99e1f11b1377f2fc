import type { Answering, Delivery, PostContent, Published, Publishing } from '../network.ts'
import { answeredBy, targetSchema } from './answered.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'

/** An answer is a post that answers another, names its author, who is not told of it otherwise, and is seen by no more people than what it answers. */
export const answering: Answering = {
  rulesFor: (limits, kind) => {
    const rules = rulesOfAnswers(limits, kind)
    return { ...rules, check: (content) => rules.check(asAnswer(content)) }
  },
  publishing: {
    absence: publishing.absence,
    ...(publishing.absenceOn ? { absenceOn: publishing.absenceOn } : {}),
    prepare: (content, now) => publishing.prepare(asAnswer(content), now),
    nextStep: (job) => publishing.nextStep(answerJob(job)),
    perform: (step, job, environment) => publishing.perform(step, answerJob(job), environment),
    lookUp: (step, job, environment) => publishing.lookUp(step, answerJob(job), environment),
    published,
    ...takingDown(publishing),
  },
}

/** What begins a private talk stands in a thread of its own. */
function published(job: Delivery): Published {
  const out = publishing.published(answerJob(job))
  return answeredBy(job.content) === undefined ? { ...out, thread: `direct:${out.externalId}` } : out
}

function takingDown({ takeDown }: Publishing): Pick<Publishing, 'takeDown'> {
  return takeDown ? { takeDown: (job, environment) => takeDown(answerJob(job), environment) } : {}
}

function answerJob(job: Delivery): Delivery {
  return { ...job, content: asAnswer(job.content) }
}

function asAnswer(content: PostContent): PostContent {
  if (!content.answers) return content
  const { acct, visibility } = targetSchema.parse(content.answers.to)
  const [part, ...others] = content.parts
  if (!part) return content
  const text = names(part.text, acct) ? part.text : `@${acct} ${part.text}`
  return { ...content, parts: [{ ...part, text }, ...others], settings: { ...content.settings, visibility } }
}

function names(text: string, acct: string): boolean {
  return text.toLowerCase().split(/\s+/).includes(`@${acct.toLowerCase()}`)
}
