import type { AccountAccess, Delivery, NetworkEnvironment, PostContent, PostImage, PostPart, Step } from '../network.ts'
import { publishing } from './publishing.ts'

/** A delivery as the database keeps it, prepared now. */
export function startJob(access: AccountAccess, parts: readonly PostPart[], more: Partial<PostContent> = {}): Delivery {
  const content = { parts, languages: ['en'], settings: {}, ...more }
  return { access, content, prepared: JSON.parse(JSON.stringify(publishing.prepare(content, Temporal.Now.instant()))), results: {} }
}

/** Does all its steps. @throws Error at the first trouble. */
export async function run(start: Delivery, environment: NetworkEnvironment): Promise<Delivery> {
  let job = start
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, environment)
    if (!done.ok) throw new Error(`${step.name}: ${JSON.stringify(done.trouble)}`)
    job = { ...job, results: { ...job.results, [step.name]: done.value } }
  }
  return job
}

export function text(words: string): PostPart {
  return { text: words, media: [] }
}

export function picture(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/png', bytes: 100, width: 640, height: 480, alt: `Picture ${mediaId}`, ...more }
}

export function part(number: number): Step {
  return { name: `part ${number}`, final: true }
}
