import type { AccountAccess, Delivery, NetworkEnvironment, Outcome, PostContent, Publishing, Step } from './network.ts'

/** The way of a post through its steps, as generic code walks it. */
export function stepsOf(publishing: Publishing) {
  return {
    startJob: (access: AccountAccess, content: PostContent, now: Temporal.Instant): Delivery => ({
      access,
      content,
      prepared: publishing.prepare(content, now),
      results: {},
    }),
    /** Does step after step until the one named is next, or to the end. @throws Error for trouble. */
    runTo: async (name: string | undefined, job: Delivery, environment: NetworkEnvironment): Promise<Delivery> => {
      let current = job
      for (let step = publishing.nextStep(current); step && step.name !== name; step = publishing.nextStep(current)) {
        current = withResult(current, step, await publishing.perform(step, current, environment))
      }
      return current
    },
  }
}

/** @throws Error for trouble. */
export function withResult(job: Delivery, step: Pick<Step, 'name'>, outcome: Awaited<ReturnType<Publishing['perform']>>): Delivery {
  if (!outcome.ok) throw new Error(`Step ${step.name}: ${JSON.stringify(outcome.trouble)}`)
  return { ...job, results: { ...job.results, [step.name]: outcome.value } }
}

/** What generic code does after trouble that names steps to forget. */
export function without(job: Delivery, names: readonly string[]): Delivery {
  return { ...job, results: Object.fromEntries(Object.entries(job.results).filter(([name]) => !names.includes(name))) }
}

export function troubleOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('There was no trouble.')
  return outcome.trouble
}

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`Unexpected trouble: ${JSON.stringify(outcome.trouble)}`)
  return outcome.value
}
