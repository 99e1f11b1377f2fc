import { afterAll, describe, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, PostContent } from '../network.ts'
import { type Exchange, expectAsSpecified, isThere, keeping } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { longPost, testLink, testPoll, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setDiscordStage, startJob } from './test-stage.ts'

const stages: ClockedStage[] = []
afterAll(async () => {
  for (const stage of stages) await stage.close()
})

describe.skipIf(!isThere(specification))('the published API document', () => {
  test('describes every call there is, and every answer of the stand-in', async () => {
    const exchanges: Exchange[] = []
    await doEverything(
      { type: 5 },
      [longPost, testPost([{ text: 'Tea?', poll: testPoll }, { text: 'News' }], { crosspost: true, mentions: 'everyone' })],
      exchanges,
    )
    await doEverything({ type: 15 }, [testPost([{ text: 'One', link: testLink }, { text: 'Two' }], { thread_name: 'Opening' })], exchanges)
    await doEverything(
      { way: 'webhook', type: 15 },
      [testPost([{ text: 'One', link: testLink }, { text: 'Two' }], { thread_name: 'Opening' })],
      exchanges,
    )
    expect(await expectAsSpecified(exchanges, specification)).toBe(exchanges.length)
    const calls = exchanges.map(({ request }) => `${request.method} ${placeIn(request)}`)
    expect([...new Set(calls)].toSorted()).toEqual(everything.toSorted())
  })
})

const everything = [
  'GET users/@me',
  'GET applications/@me',
  'GET channels/#',
  'GET channels/#/messages',
  'GET channels/#/messages/#',
  'GET channels/#/threads/archived/public',
  'GET guilds/#',
  'GET guilds/#/threads/active',
  'GET webhooks/#/~',
  'GET webhooks/#/~/messages/#',
  'POST channels/#/messages',
  'POST channels/#/messages/#/crosspost',
  'POST channels/#/threads',
  'POST webhooks/#/~',
  'PATCH channels/#/messages/#',
  'PATCH webhooks/#/~/messages/#',
  'DELETE channels/#',
  'DELETE channels/#/messages/#',
  'DELETE webhooks/#/~/messages/#',
]

function placeIn(request: Request): string {
  return new URL(request.url).pathname
    .replace('/api/v10/', '')
    .replaceAll(/\d{17,}/g, '#')
    .replace(/(?<=webhooks\/#\/)[^/]+/, '~')
}

/** Connects, posts, looks, corrects, answers, reads everything and deletes. */
async function doEverything(settings: Partial<Settings>, posts: readonly PostContent[], exchanges: Exchange[]): Promise<void> {
  const stage = await setDiscordStage(settings)
  stages.push(stage)
  const environment = keeping(exchanges, stage.environment())
  const { way, fields } = stage.standIn.connectWith(stage.profile.id)
  const begun = valueOf(await connecting.begin({ ...stage.request(way, fields), ...environment }))
  if (!('connected' in begun)) throw new Error('Nobody is sent away.')
  const { externalId, settings: kept, limits = {}, secret } = begun.connected
  const access: AccountAccess = { externalId, settings: kept, limits, secret: secret.value }
  for (const content of posts) await post(content, { access, stage, environment })
  valueOf(await connecting.refresh(access, environment))
}

interface At {
  readonly access: AccountAccess
  readonly stage: ClockedStage
  readonly environment: NetworkEnvironment
}

async function post(content: PostContent, { access, stage, environment }: At): Promise<void> {
  const start = await runTo('part 1', startJob(access, content), environment)
  valueOf(await publishing.lookUp({ name: 'part 1', final: true }, start, environment))
  const job = await runTo(undefined, start, environment)
  valueOf(await publishing.lookUp({ name: 'part 1', final: true }, start, environment))
  valueOf((await publishing.edit?.apply({ job, after: content }, environment)) ?? { ok: true, value: {} })
  const [shown] = stage.standIn.posts().toReversed()
  const comment = stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: shown?.id ?? '', text: 'Lovely' }).id
  stage.standIn.act({ kind: 'like', by: stage.friend.id, post: shown?.id ?? '' })
  for (const source of ['channel', 'threads']) {
    const { items } = valueOf(
      await inbox.read({ source, cursor: undefined, since: environment.now().subtract({ hours: 1 }) }, access, environment),
    )
    const answers = items.find(({ externalId }) => externalId.endsWith(comment))
    if (!answers) continue
    await runTo(
      undefined,
      startJob(access, { ...testPost([{ text: 'Thanks' }]), answers: { kind: 'comment', to: answers.answerTo ?? null } }),
      environment,
    )
    await inbox.lookingAgain?.look(
      [answers].map(({ externalId, kind, answerTo }) => ({ externalId, kind, answerTo })),
      access,
      environment,
    )
  }
  const { externalId } = publishing.published(job)
  valueOf(await insights.posts.read([{ externalId, publishedAt: environment.now(), type: undefined }], access, environment))
  const today = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  valueOf(await insights.profile.read({ from: today, to: today }, access, environment))
  await publishing.takeDown?.(job, environment)
}
