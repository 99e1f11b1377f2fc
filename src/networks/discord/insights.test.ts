import { expect, test } from 'vitest'

import { figuresByPost, figuresOf } from '../test-figures.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { smallVideo, testImage, testLink, testPoll, testPost } from './test-content.ts'
import { runTo, setDiscordStage, startJob } from './test-stage.ts'

const setStage = stageForEach(setDiscordStage)
const day = Temporal.PlainDate.from('2026-11-24')

test('members of the server, reactions of a message and what it is are told; a webhook tells no members, and what is gone is gone', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  stage.standIn.crowd?.({ on: stage.profile.id, figures: { followers: 1200 } })
  const profile = valueOf(await insights.profile.read({ from: day, to: day }, access, stage.environment()))
  expect(figuresOf(profile)).toEqual({ followers: 1200 })
  const ids: string[] = []
  for (const part of [
    { text: 'Words' },
    { media: [testImage('a')] },
    { media: [testImage('a'), testImage('b')] },
    { media: [smallVideo] },
    { link: testLink },
    { text: 'Tea?', poll: testPoll },
  ])
    ids.push(publishing.published(await runTo(undefined, startJob(access, testPost([part])), stage.environment())).externalId)
  const [words = '', gone = ''] = ids
  stage.standIn.act({ kind: 'like', by: stage.friend.id, post: words })
  stage.standIn.crowd?.({ on: words, figures: { reactions: 6 } })
  stage.standIn.act({ kind: 'delete', by: stage.profile.id, post: gone })
  const asked = ids.map((externalId) => ({ externalId, publishedAt: stage.environment().now(), type: undefined }))
  const read = valueOf(await insights.posts.read(asked, access, stage.environment()))
  expect(figuresByPost(read)[words]).toEqual({ reactions: 7 })
  expect(read.gone).toEqual([gone])
  expect(read.posts.map(({ type }) => type)).toEqual(['text', 'gallery', 'video', 'link', 'poll'])
  const hook = await setStage({ way: 'webhook' })
  expect(await insights.profile.read({ from: day, to: day }, await hook.connect(), hook.environment())).toEqual({
    ok: true,
    value: { figures: [] },
  })
})

test('in a forum what was said in the thread is counted', async () => {
  const stage = await setStage({ type: 15 })
  const access = await stage.connect()
  const job = await runTo(undefined, startJob(access, testPost([{ text: 'One' }], { thread_name: 'Opening' })), stage.environment())
  const { externalId } = publishing.published(job)
  stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: externalId.split(':')[0] ?? '', text: 'Lovely' })
  const read = valueOf(
    await insights.posts.read([{ externalId, publishedAt: stage.environment().now(), type: undefined }], access, stage.environment()),
  )
  expect(figuresByPost(read)[externalId]).toEqual({ reactions: 0, comments: 1 })
})
