import { afterEach, expect, test } from 'vitest'

import type { AccountAccess, PostContent } from '../network.ts'
import { isThere, specifications } from '../test-exchanges.ts'
import { testCaptions } from '../test-media.ts'
import type { SpecificationChecker } from '../test-specification.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { stepsOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { knownOf } from './limits.ts'
import { publishing } from './publishing.ts'
import { testPost, wide } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setYouTubeStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage | undefined
afterEach(() => stage?.close())

test.skipIf(!isThere(specification))(
  'every request is valid by YouTube’s discovery document, and so are the stand-in’s answers',
  async () => {
    const api = specification.open(specifications)
    const seen = new Set<string>()
    const wrong: string[] = []
    const real = await setYouTubeStage()
    stage = real
    const watched = watching(real, api, { seen, wrong })
    const access = await connectWatched(watched)
    const [list] = knownOf(access.limits).playlists
    const picture = { kind: 'image', mediaId: 'cover', mimeType: 'image/jpeg', bytes: 9, width: 1280, height: 720, alt: '' } as const
    const media = [wide({ cover: { picture }, captions: [testCaptions] })]
    const content = testPost({ media }, { playlist: list?.id ?? '', first_comment: 'Who is hungry?', tags: 'bread, sour dough' })
    const job = await runTo(undefined, { ...(await startJob(watched, content)), access }, watched.environment())
    await publishing.lookUp({ name: 'part 1', final: true }, job, watched.environment())
    await publishing.edit?.apply(
      { job, after: { ...content, settings: { ...content.settings, visibility: 'unlisted' } } },
      watched.environment(),
    )
    await timeline.recent(watched.environment().now().subtract({ hours: 1 }), access, watched.environment())
    await talk(watched, { access, video: publishing.published(job).externalId })
    watched.pass({ minutes: 1 })
    await readNumbers(watched, { access, video: publishing.published(job).externalId })
    await publishing.takeDown?.(job, watched.environment())
    expect(wrong).toEqual([])
    expect([...seen].toSorted()).toEqual([
      'DELETE /youtube/v3/comments',
      'DELETE /youtube/v3/videos',
      'GET /v2/reports',
      'GET /youtube/v3/channels',
      'GET /youtube/v3/commentThreads',
      'GET /youtube/v3/comments',
      'GET /youtube/v3/playlistItems',
      'GET /youtube/v3/playlists',
      'GET /youtube/v3/videoCategories',
      'GET /youtube/v3/videos',
      'POST /upload/youtube/v3/captions',
      'POST /upload/youtube/v3/thumbnails/set',
      'POST /upload/youtube/v3/videos',
      'POST /youtube/v3/commentThreads',
      'POST /youtube/v3/comments',
      'POST /youtube/v3/comments/setModerationStatus',
      'POST /youtube/v3/playlistItems',
      'PUT /upload/youtube/v3/videos',
      'PUT /youtube/v3/videos',
    ])
  },
)

async function readNumbers(
  watched: ClockedStage,
  { access, video }: { readonly access: AccountAccess; readonly video: string },
): Promise<void> {
  const environment = watched.environment()
  const to = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  expect(await insights.profile?.read({ from: to.subtract({ days: 6 }), to }, access, environment)).toMatchObject({ ok: true })
  const post = { externalId: video, publishedAt: environment.now(), type: undefined }
  expect(await insights.posts?.read([post], access, environment)).toMatchObject({ value: { posts: [{ externalId: video }] } })
}

/** Somebody asks, and is answered and hidden. */
async function talk(watched: ClockedStage, { access, video }: { readonly access: AccountAccess; readonly video: string }): Promise<void> {
  const asked = watched.standIn.act({ kind: 'reply', by: watched.friend.id, post: video, text: 'Is it good?' }).id
  const environment = watched.environment()
  await inbox.read({ source: 'comments', cursor: undefined, since: environment.now().subtract({ hours: 1 }) }, access, environment)
  const to = { parent: asked, video }
  const content: PostContent = { ...testPost(), parts: [{ text: 'It is', media: [] }], answers: { kind: 'comment', to } }
  const { startJob: start, runTo: run } = stepsOf(answering.publishing)
  const job = await run(undefined, start(access, content, environment.now()), environment)
  await answering.publishing.lookUp({ name: 'part 1', final: true }, job, environment)
  await answering.publishing.takeDown?.(job, environment)
  await inbox.lookingAgain?.look([{ externalId: asked, kind: 'comment', answerTo: to }], access, environment)
  await inbox.hide?.({ externalId: asked, kind: 'comment', answerTo: to, hidden: true }, access, environment)
}

async function connectWatched(watched: ClockedStage) {
  const request = { ...watched.request('oauth', {}), ...watched.environment() }
  const begun = valueOf(await connecting.begin(request))
  if (!('redirect' in begun)) throw new Error('Google always asks the person.')
  const back = new URL(await watched.standIn.approve(begun.redirect, { profileId: watched.profile.id }))
  const parameters = Object.fromEntries(back.searchParams)
  const { externalId, settings, limits = {}, secret } = valueOf(await connecting.finish({ ...request, parameters, pending: begun.pending }))
  return { externalId, settings, limits, secret: secret.value }
}

/** The stage, with every request and answer compared with the document. Google's tokens are not in it. */
function watching(real: ClockedStage, api: SpecificationChecker, { seen, wrong }: { seen: Set<string>; wrong: string[] }): ClockedStage {
  const { fetch } = real.environment()
  const watched: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const answer = await fetch(input, init)
    if (pathname === '/token') return answer
    seen.add(`${request.method} ${pathname}`)
    wrong.push(...(await api.wrongWith(request.clone())), ...(await api.wrongWithAnswer(request, answer.clone())))
    return answer
  }
  return { ...real, environment: (changes = {}) => ({ ...real.environment(), fetch: watched, ...changes }) }
}
