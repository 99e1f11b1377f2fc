import { afterEach, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, PostContent } from '../network.ts'
import { isThere, specifications } from '../test-exchanges.ts'
import { testVideo } from '../test-media.ts'
import type { SpecificationChecker } from '../test-specification.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { standInWith } from './stand-in.ts'
import { specification } from './test-specification.ts'
import { finish, picture, setXStage, standingClock, startJob, valueOf } from './test-stage.ts'
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
  await talk(watched, { access: job.access, post: publishing.published(job).externalId, pass: () => clock.pass(1) })
  await countUp(watched, job)
  await publishing.takeDown?.(job, watched.environment())
  expect(wrong).toEqual([])
  expect([...seen].toSorted()).toEqual([
    'DELETE /2/dm_events/:id',
    'DELETE /2/tweets/:id',
    'GET /2/dm_conversations/:id/dm_events',
    'GET /2/dm_events',
    'GET /2/media/upload',
    'GET /2/tweets',
    'GET /2/tweets/:id/quote_tweets',
    'GET /2/users/:id/mentions',
    'GET /2/users/:id/tweets',
    'GET /2/users/me',
    'GET /2/users/search',
    'POST /2/dm_conversations/:id/messages',
    'POST /2/media/metadata',
    'POST /2/media/upload/:id/append',
    'POST /2/media/upload/:id/finalize',
    'POST /2/media/upload/initialize',
    'POST /2/tweets',
    'PUT /2/tweets/:id/hidden',
  ])
})

/** The numbers of posts young and old, of one that is gone, and of the profile. */
async function countUp(watched: StandInStage, job: Delivery): Promise<void> {
  const environment = watched.environment()
  const young = { externalId: publishing.published(job).externalId, publishedAt: environment.now(), type: undefined }
  const old = { externalId: '1346889436626259969', publishedAt: environment.now().subtract({ hours: 24 * 40 }), type: undefined }
  valueOf(await insights.posts.read([young, old], job.access, environment))
  valueOf(await insights.profile.read(undefined, job.access, environment))
}

interface Talk {
  readonly access: AccountAccess
  readonly post: string
  readonly pass: () => void
}

/** Somebody answers twice, quotes and writes in private, and is answered and hidden. */
async function talk(watched: StandInStage, { access, post, pass }: Talk): Promise<void> {
  const { standIn, friend, profile } = watched
  const say = (action: Parameters<typeof standIn.act>[0]) => {
    pass()
    return standIn.act(action).id
  }
  const reply = say({ kind: 'reply', by: friend.id, post, text: 'Is it good?' })
  const ours = say({ kind: 'reply', by: profile.id, post: reply, text: 'It is' })
  say({ kind: 'reply', by: friend.id, post: ours, text: 'Indeed' })
  say({ kind: 'post', by: friend.id, text: `Look https://x.com/campfire/status/${post}` })
  say({ kind: 'message', by: friend.id, to: profile.id, text: 'Hello' })
  const environment = watched.environment()
  const since = environment.now().subtract({ hours: 1 })
  const items: InboxItem[] = []
  for (const source of ['mentions', 'own', 'quotes', 'messages'])
    items.push(...valueOf(await inbox.read({ source, cursor: undefined, since }, access, environment)).items)
  // What is read alone comes without the post that began the talk.
  await inbox.read({ source: 'mentions', cursor: { top: reply }, since }, access, environment)
  const message = items.find(({ kind }) => kind === 'message')
  const content: PostContent = {
    parts: [{ text: 'Good day', media: [] }],
    languages: [],
    settings: {},
    answers: { kind: 'message', to: message?.answerTo ?? null },
  }
  const { startJob: start, runTo } = stepsOf(answering.publishing)
  const job = await runTo(undefined, start(access, content, environment.now()), environment)
  await answering.publishing.lookUp({ name: 'part 1', final: true }, job, environment)
  await answering.publishing.takeDown?.(job, environment)
  await inbox.lookingAgain?.look([{ externalId: reply, kind: 'comment', answerTo: undefined }], access, environment)
  await inbox.hide?.({ externalId: reply, kind: 'comment', answerTo: undefined, hidden: true }, access, environment)
}

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
    seen.add(`${request.method} ${pathname.replace(/\d{5,}(?:-\d{5,})?/, ':id')}`)
    wrong.push(...(await api.wrongWith(request.clone())))
    if (answer.ok) wrong.push(...(await api.wrongWithAnswer(request, answer.clone())))
    return answer
  }
  return { ...real, environment: (changes = {}) => ({ ...real.environment(), fetch: watched, ...changes }) }
}
