import { existsSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { NetworkEnvironment } from '../network.ts'
import { testCaptions, testVideo } from '../test-media.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { album, testPhoto, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { type FacebookStage, runTo, setFacebookStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

/** The network's published specification lies beside the checkout where the project is developed; elsewhere the stand-in's own checks must do. */
const folder = new URL('../../../../shared/specs/', import.meta.url)
const isThere = existsSync(new URL(specification.file, folder))
if (!isThere) console.warn('The specification of the Graph API is not beside the checkout, so requests are not compared with it.')

let stage: FacebookStage
const exchanges: { readonly request: Request; readonly response: Response }[] = []

beforeAll(async () => {
  stage = await setFacebookStage()
  const access = await stage.connect()
  const environment = () => recording(stage.environment())
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
  const request = { ...stage.request('login', {}), ...environment() }
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error('Connecting did not begin.')
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
})
afterAll(() => stage.close())

function recording(environment: NetworkEnvironment): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    // Bytes go to a host of their own, which no specification describes.
    if (init?.body instanceof ReadableStream) return environment.fetch(input, init)
    const request = new Request(input, init)
    const response = await environment.fetch(input, init)
    exchanges.push({ request, response: response.clone() })
    return response
  }
  return { ...environment, fetch }
}

test.skipIf(!isThere)('requests and answers are as the specification has them', async () => {
  const checker = specification.open(folder)
  const described = exchanges.filter(({ request }) => checker.describes(request))
  const wrong: string[] = []
  for (const { request, response } of described) {
    if (response.status === 200) wrong.push(...(await checker.wrongWith(request.clone())))
    wrong.push(...(await checker.wrongWithAnswer(request, response.clone())))
  }
  expect(wrong.filter((sentence) => !specification.waived.some((each) => each.sentence.test(sentence)))).toEqual([])
  // A waiver that nothing needs any more is to be taken away.
  expect(specification.waived.filter(({ sentence }) => !wrong.some((each) => sentence.test(each)))).toEqual([])
  expect(described.length).toBeGreaterThan(40)
})
