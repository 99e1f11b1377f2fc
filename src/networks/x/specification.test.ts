import { afterEach, expect, test } from 'vitest'

import { isThere, specifications } from '../test-exchanges.ts'
import { testVideo } from '../test-media.ts'
import type { SpecificationChecker } from '../test-specification.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { standInWith } from './stand-in.ts'
import { specification } from './test-specification.ts'
import { finish, picture, setXStage, standingClock, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: StandInStage | undefined
afterEach(() => stage?.close())

test.skipIf(!isThere(specification))('every request is valid by X’s OpenAPI document, and so are the stand-in’s answers', async () => {
  const api = specification.open(specifications)
  const seen = new Set<string>()
  const wrong: string[] = []
  const clock = standingClock()
  stage = await setXStage({ now: clock.now, kind: standInWith({ processingSeconds: 2 }) })
  const watched = watching(stage, api, { seen, wrong, wait: () => clock.pass(2) })
  const parts = [
    { text: 'Pictures & a link: example.com <3', media: [picture('a'), picture('b')] },
    { text: 'A film', media: [testVideo()] },
    { text: 'It moves', media: [{ ...picture('gif'), animated: true as const }] },
    { text: 'A poll', media: [], poll: { options: ['Tea', '咖啡'], minutes: 5, multiple: false } },
  ]
  const settings = { replies: 'verified', madeWithAi: true, paidPartnership: true }
  const job = await finish(watched, await startJob(watched, { parts, settings }, clock.now()))
  await publishing.lookUp({ name: 'part 2', final: true }, job, watched.environment())
  await mentions.find('kind', job.access, watched.environment())
  await timeline.recent(clock.now().subtract({ hours: 1 }), job.access, watched.environment())
  await connecting.readLimits?.(job.access, watched.environment())
  const again = { ...job.content, parts: job.content.parts.slice(0, 1) }
  await publishing.edit?.apply({ job, after: again }, watched.environment())
  await publishing.takeDown?.(job, watched.environment())
  expect(wrong).toEqual([])
  expect([...seen].toSorted()).toEqual([
    'DELETE /2/tweets/:id',
    'GET /2/media/upload',
    'GET /2/users/:id/tweets',
    'GET /2/users/me',
    'GET /2/users/search',
    'POST /2/media/metadata',
    'POST /2/media/upload/:id/append',
    'POST /2/media/upload/:id/finalize',
    'POST /2/media/upload/initialize',
    'POST /2/tweets',
  ])
})

/** The stage, with every request and answer compared with the document. Tokens are not in it. */
function watching(
  real: StandInStage,
  api: SpecificationChecker,
  { seen, wrong, wait }: { seen: Set<string>; wrong: string[]; wait: () => void },
): StandInStage {
  const { fetch } = real.environment()
  const watched: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    // Asking how far the processing is takes as long as the processing.
    if (pathname === '/2/media/upload') wait()
    const answer = await fetch(input, init)
    if (pathname.startsWith('/2/oauth2/')) return answer
    seen.add(`${request.method} ${pathname.replace(/\d{5,}/, ':id')}`)
    wrong.push(...(await api.wrongWith(request.clone())))
    if (answer.ok) wrong.push(...(await api.wrongWithAnswer(request, answer.clone())))
    return answer
  }
  return { ...real, environment: (changes = {}) => ({ ...real.environment(), fetch: watched, ...changes }) }
}
