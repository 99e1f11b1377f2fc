import { afterEach, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { type Exchange, expectAsSpecified, isThere, keeping, signIn, specifications } from '../test-exchanges.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { gallery, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { type LinkedInStage, runTo, setLinkedInStage, startJob } from './test-stage.ts'

let stage: LinkedInStage | undefined
afterEach(() => stage?.close())

test.skipIf(!isThere(specification))('every request is one of LinkedIn’s collections, and so are the stand-in’s answers', async () => {
  stage = await setLinkedInStage()
  const exchanges: Exchange[] = []
  await everything(stage, keeping(exchanges, stage.environment()))
  await expectAsSpecified(exchanges, specification)
  const checker = specification.open(specifications)
  const described = exchanges.filter(({ request }) => checker.describes(request))
  const seen = described.map(
    ({ request: { method, url } }) => `${method} ${new URL(url).pathname.replace(/(?<=\/)(?:urn%3A[^/]+|\d+)$/, ':id')}`,
  )
  expect([...new Set(seen)].toSorted()).toEqual([
    'DELETE /rest/posts/:id',
    'GET /rest/documents/:id',
    'GET /rest/networkSizes/:id',
    'GET /rest/organizationAcls',
    'GET /rest/organizationPageStatistics',
    'GET /rest/organizationalEntityFollowerStatistics',
    'GET /rest/organizationalEntityShareStatistics',
    'GET /rest/organizations',
    'GET /rest/organizations/:id',
    'GET /rest/peopleTypeahead',
    'GET /rest/posts',
    'POST /rest/documents',
    'POST /rest/images',
    'POST /rest/posts',
    'POST /rest/videos',
  ])
})

/** Everything that is asked for numbers of a page; those of people are in no collection. */
async function readNumbers({ standIn, profile }: LinkedInStage, access: AccountAccess, environment: NetworkEnvironment): Promise<void> {
  const externalId = standIn.act({ kind: 'post', by: profile.id, text: 'Spring teas' }).id
  standIn.crowd?.({ on: externalId, figures: { impressions: 90 } })
  const to = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  valueOf(await insights.profile.read({ from: to.subtract({ days: 3 }), to }, access, environment))
  valueOf(await insights.posts.read([{ externalId, publishedAt: environment.now(), type: undefined }], access, environment))
  valueOf(await insights.audience.read(access, environment))
}

async function everything(real: LinkedInStage, environment: NetworkEnvironment): Promise<void> {
  await signIn(real, connecting, environment)
  const access = await real.connectAs(real.profile.id)
  for (const content of [gallery, testPost({ text: 'Film', media: [testVideo()] }), testPost({ text: 'Pages', media: [testDocument()] })]) {
    const job = await runTo(undefined, startJob(access, content, environment.now()), environment)
    await publishing.lookUp({ name: 'part 1', final: true }, job, environment)
    await publishing.edit?.apply({ job, after: { ...content, parts: [{ text: 'Changed', media: [] }] } }, environment)
    await publishing.takeDown?.(job, environment)
  }
  await mentions.find('campfire', access, environment)
  await readNumbers(real, access, environment)
}
