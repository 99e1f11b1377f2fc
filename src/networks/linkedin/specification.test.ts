import { existsSync } from 'node:fs'

import { afterEach, expect, test } from 'vitest'

import { testDocument, testVideo } from '../test-media.ts'
import { connecting } from './connect.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { gallery, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { type LinkedInStage, runTo, setLinkedInStage, startJob } from './test-stage.ts'

/** LinkedIn's Postman collections lie beside the checkout where the project is developed; elsewhere the stand-in's own checks must do. */
const folder = new URL('../../../../shared/specs/', import.meta.url)
const isThere = existsSync(new URL(specification.file, folder))
if (!isThere) console.warn('LinkedIn’s collections are not beside the checkout, so requests are not compared with them.')

let stage: LinkedInStage | undefined
afterEach(() => stage?.close())

test.skipIf(!isThere)('every request is one of LinkedIn’s collections, and so are the stand-in’s answers', async () => {
  const checker = specification.open(folder)
  const seen = new Set<string>()
  const wrong: string[] = []
  stage = await setLinkedInStage()
  const { fetch } = stage.environment()
  const watched: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const answer = await fetch(input, init)
    if (!checker.describes(request)) return answer
    seen.add(`${request.method} ${pathname.replace(/(?<=\/)(?:urn%3A[^/]+|\d+)$/, ':id')}`)
    wrong.push(...(await checker.wrongWith(request.clone())), ...(await checker.wrongWithAnswer(request, answer.clone())))
    return answer
  }
  await everything(stage, watched)
  expect([...seen].toSorted()).toEqual([
    'DELETE /rest/posts/:id',
    'GET /rest/documents/:id',
    'GET /rest/organizationAcls',
    'GET /rest/organizations',
    'GET /rest/organizations/:id',
    'GET /rest/peopleTypeahead',
    'GET /rest/posts',
    'POST /rest/documents',
    'POST /rest/images',
    'POST /rest/posts',
    'POST /rest/videos',
  ])
  expect(wrong.filter((each) => !specification.waived.some(({ sentence }) => sentence.test(each)))).toEqual([])
  expect(specification.waived.filter(({ sentence }) => !wrong.some((each) => sentence.test(each)))).toEqual([])
})

async function everything(real: LinkedInStage, fetch: typeof globalThis.fetch): Promise<void> {
  const environment = real.environment({ fetch })
  const request = { ...real.request('pages', {}), fetch }
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error('Connecting did not begin.')
  const back = new URL(await real.standIn.approve(begun.value.redirect, { profileId: real.profile.id }))
  await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
  const access = await real.connectAs(real.profile.id)
  for (const content of [gallery, testPost({ text: 'Film', media: [testVideo()] }), testPost({ text: 'Pages', media: [testDocument()] })]) {
    const job = await runTo(undefined, startJob(access, content, environment.now()), environment)
    await publishing.lookUp({ name: 'part 1', final: true }, job, environment)
    await publishing.edit?.apply({ job, after: { ...content, parts: [{ text: 'Changed', media: [] }] } }, environment)
    await publishing.takeDown?.(job, environment)
  }
  await mentions.find('campfire', access, environment)
}
