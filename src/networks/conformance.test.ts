import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { setBlueskyStage } from './bluesky/test-stage.ts'
import { texts as blueskyTexts } from './bluesky/texts.ts'
import type { Setting } from './conformance.ts'
import { conformance } from './conformance.ts'
import { setFacebookStage } from './facebook/test-stage.ts'
import { texts as facebookTexts } from './facebook/texts.ts'
import { networkById, networks } from './index.ts'
import { setInstagramStage } from './instagram/test-stage.ts'
import { texts as instagramTexts } from './instagram/texts.ts'
import { setLinkedInStage } from './linkedin/test-stage.ts'
import { texts as linkedinTexts } from './linkedin/texts.ts'
import { setMastodonStage } from './mastodon/test-stage.ts'
import { texts as mastodonTexts } from './mastodon/texts.ts'
import { setThreadsStage } from './threads/test-stage.ts'
import { texts as threadsTexts } from './threads/texts.ts'
import { setTiktokStage } from './tiktok/test-stage.ts'
import { texts as tiktokTexts } from './tiktok/texts.ts'
import { setXStage } from './x/test-stage.ts'
import { texts as xTexts } from './x/texts.ts'
import { setYouTubeStage } from './youtube/test-stage.ts'
import { texts as youtubeTexts } from './youtube/texts.ts'

const stages: Readonly<Record<string, Setting>> = {
  bluesky: { texts: blueskyTexts, setStage: setBlueskyStage, tellsNumbers: false },
  facebook: { texts: facebookTexts, setStage: () => setFacebookStage({}, Temporal.Now.instant()) },
  instagram: { texts: instagramTexts, setStage: () => setInstagramStage() },
  linkedin: { texts: linkedinTexts, setStage: () => setLinkedInStage() },
  mastodon: { texts: mastodonTexts, setStage: () => setMastodonStage() },
  threads: { texts: threadsTexts, setStage: () => setThreadsStage() },
  tiktok: { texts: tiktokTexts, setStage: () => setTiktokStage() },
  x: { texts: xTexts, setStage: () => setXStage() },
  youtube: { texts: youtubeTexts, setStage: () => setYouTubeStage() },
}

test('the list of networks is the list of folders', () => {
  const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(networks.map(({ id }) => id).toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
  expect(Object.keys(stages).toSorted()).toEqual(networks.map(({ id }) => id).toSorted())
})

test('a network is found by its id', () => {
  expect(networks.map(({ id }) => networkById(id)?.id)).toEqual(networks.map(({ id }) => id))
  expect(networkById('gone')).toBeUndefined()
})

for (const network of networks) {
  const stage = stages[network.id]
  if (stage) conformance(network, stage)
}
