import { expect, test } from 'vitest'

import { stageForEach } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { gallery, smallVideo, testImage, testPost, wanted } from './test-content.ts'
import { runTo, setRedditStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const setStage = stageForEach(setRedditStage)

test('votes, comments and crossposts of posts are told with what they are, and what its author deleted is gone', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const poll = { options: ['a', 'b'], minutes: 1440, multiple: false }
  const link = { url: 'https://tea.example/', title: '', description: '' }
  const contents = [
    wanted,
    gallery,
    testPost({ media: [testImage('fire')] }),
    testPost({ media: [smallVideo] }),
    testPost({ link }),
    testPost({ poll }),
  ]
  const ids: string[] = []
  for (const content of contents) {
    stage.pass({ minutes: 1 })
    ids.push(publishing.published(await runTo(undefined, startJob(access, content), stage.environment())).externalId)
  }
  const [first = '', , , , , last = ''] = ids
  stage.standIn.act({ kind: 'like', by: stage.friend.id, post: first })
  stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: first, text: 'Lovely' })
  stage.standIn.crowd?.({ on: first, figures: { reactions: 40, shares: 3 } })
  stage.standIn.act({ kind: 'delete', by: stage.profile.id, post: last })
  const asked = [...ids, 't3_0'].map((externalId) => ({ externalId, publishedAt: stage.environment().now(), type: undefined }))
  const told = valueOf((await insights.posts?.read(asked, access, stage.environment())) ?? { ok: true, value: { posts: [] } })
  expect(told.posts.map(({ type }) => type)).toEqual(['text', 'gallery', 'image', 'video', 'link'])
  expect(told.gone).toEqual([last])
  expect(told.posts[0]?.figures).toEqual([
    { metric: 'reactions', value: 42 },
    { metric: 'comments', value: 1 },
    { metric: 'shares', value: 3 },
  ])
  const shown = valueOf(await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, stage.environment()))
  const files = [0, 2, 1, 1, 0]
  const standing = ids.slice(0, -1).map((id, index) => [id, files[index]])
  expect(shown.map(({ externalId, media }) => [externalId, media])).toEqual(standing.toReversed())
  expect(shown.at(-1)?.text).toBe(`${String(wanted.settings['title'])}\n\n${wanted.parts[0]?.text}`)
})

test('those who follow the profile are told as they are now', async () => {
  const stage = await setStage()
  stage.standIn.act({ kind: 'follow', by: stage.friend.id, profile: stage.profile.id })
  const to = Temporal.PlainDate.from('2026-11-24')
  const told = await insights.profile?.read({ from: to, to }, await stage.connect(), stage.environment())
  expect(told).toEqual({ ok: true, value: { figures: [{ metric: 'followers', value: 1 }] } })
})
