import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import { testCaptions, testVideo } from '../test-media.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
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
    await publishing.takeDown?.(done, environment())
  }
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
  await connecting.refresh(access, environment())
  await signIn(stage, connecting, environment())
})
afterAll(() => stage.close())

test.skipIf(!isThere(specification))('requests and answers are as the specification has them', async () => {
  expect(await expectAsSpecified(exchanges, specification)).toBeGreaterThan(40)
})
