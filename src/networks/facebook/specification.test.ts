import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import { testCaptions, testVideo } from '../test-media.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { album, testPhoto, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setFacebookStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
const exchanges: Exchange[] = []

beforeAll(async () => {
  stage = await setFacebookStage()
  const access = await stage.connect()
  const environment = () => keeping(exchanges, stage.environment())
  const shown = { ...testVideo({ width: 640, height: 360 }), cover: { at: 1 }, captions: [testCaptions] }
  const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }
  for (const content of [
    album,
    testPost({ text: 'The menu', link }),
    testPost({ text: 'How we bake', media: [shown] }),
    testPost({ text: 'Seven seconds', media: [testVideo()] }, { kind: 'reel', first_comment: 'Which one?' }),
    testPost({ media: [testVideo()] }, { kind: 'story' }),
    testPost({ media: [testPhoto('door')] }, { kind: 'story' }),
  ]) {
    const done = await runTo(undefined, startJob(access, content), environment())
    await publishing.lookUp({ name: 'part 1', final: true }, done, environment())
    await publishing.edit?.apply({ job: done, after: testPost({ text: 'Other words' }) }, environment())
    await readNumbers(publishing.published(done).externalId, content.settings['kind'] === 'story', access)
    await publishing.takeDown?.(done, environment())
  }
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
  await useInbox(access, environment())
  await connecting.refresh(access, environment())
  await signIn(stage, connecting, environment())
})
afterAll(() => stage.close())

/** Everything that is asked for numbers. */
async function readNumbers(externalId: string, isStory: boolean, access: AccountAccess): Promise<void> {
  const environment = keeping(exchanges, stage.environment())
  const to = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  await insights.profile?.read({ from: to.subtract({ days: 3 }), to }, access, environment)
  const post = { externalId, publishedAt: environment.now(), type: isStory ? 'story' : undefined } as const
  expect(await insights.posts?.read([post], access, environment)).toMatchObject({ value: { posts: [{ externalId }] } })
  await insights.posts?.vanishing?.(access, environment)
}

/** Everything that is asked for the inbox. */
async function useInbox(access: AccountAccess, environment: NetworkEnvironment): Promise<void> {
  const { standIn, friend, profile } = stage
  const post = standIn.act({ kind: 'post', by: profile.id, text: 'Spring teas' }).id
  const comment = standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is there oolong?' }).id
  standIn.act({ kind: 'post', by: friend.id, text: 'Tea at @campfire' })
  standIn.act({ kind: 'message', by: friend.id, to: profile.id, text: 'Hello?' })
  standIn.review?.({ by: friend.id, of: profile.id, recommends: true, text: 'The best oolong north of the river.' })
  await inbox.subscribe?.(access, environment)
  const since = environment.now().subtract({ hours: 24 })
  for (const { name } of inbox.sources) await inbox.read({ source: name, cursor: undefined, since }, access, environment)
  await inbox.lookingAgain?.look([{ externalId: comment, kind: 'comment', answerTo: undefined }], access, environment)
  await inbox.hide?.({ externalId: comment, kind: 'comment', answerTo: undefined, hidden: true }, access, environment)
  const targets = [
    { kind: 'comment', to: { on: comment } },
    { kind: 'message', to: { to: friend.id } },
    { kind: 'message', to: { comment, from: friend.id } },
  ] as const
  for (const answers of targets) {
    const content = { ...testPost({ text: 'It is' }), answers }
    const job = { access, content, prepared: answering.publishing.prepare(content, environment.now()), results: {} }
    const step = { name: 'answer 1', final: true }
    await answering.publishing.perform(step, job, environment)
    await answering.publishing.lookUp(step, job, environment)
  }
  const told = { time: environment.now().epochMilliseconds / 1000, field: 'feed' }
  const value = { item: 'comment', verb: 'hide', post_id: post, comment_id: comment }
  await inbox.told?.({ events: [{ ...told, value }], known: async () => new Map(), people: async () => new Set() }, access, environment)
}

test.skipIf(!isThere(specification))('requests and answers are as the specification has them', async () => {
  expect(await expectAsSpecified(exchanges, specification)).toBeGreaterThan(60)
})
