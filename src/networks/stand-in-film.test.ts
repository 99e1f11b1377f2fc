import { expect, test } from 'vitest'

import { film } from '#testing/film'

import { bluesky } from './bluesky/index.ts'
import { standIn as blueskyStandIn } from './bluesky/stand-in.ts'
import { instagram } from './instagram/index.ts'
import { standIn as instagramStandIn } from './instagram/stand-in.ts'
import { mastodon } from './mastodon/index.ts'
import { standIn as mastodonStandIn } from './mastodon/stand-in.ts'
import type { Network } from './network.ts'
import { standInStage } from './test-stand-in-stage.ts'
import { valueOf } from './test-steps.ts'
import { threads } from './threads/index.ts'
import { standIn as threadsStandIn } from './threads/stand-in.ts'
import { x } from './x/index.ts'
import { standIn as xStandIn } from './x/stand-in.ts'

const size = { seconds: 4, width: 540, height: 960 }
const content = { parts: [], languages: [], settings: {} }

/** Tells what stands on a profile, and numbers of it. */
function telling({ timeline, insights }: Network) {
  if (!timeline || !insights?.posts) throw new Error('This network tells nothing.')
  return { timeline, posts: insights.posts }
}

test.each([
  ['video', bluesky, blueskyStandIn],
  ['short', instagram, instagramStandIn],
  ['video', mastodon, mastodonStandIn],
  ['video', x, xStandIn],
] as const)('a film that somebody shows in the app is a %s on the timeline, and for the numbers', async (type, network, kind) => {
  const stage = await standInStage({ network, kind, content })
  try {
    const { standIn, profile, friend } = stage
    const taken = { ...size, bytes: await film(size), alt: 'Tea is poured' }
    const { id } = standIn.act({ kind: 'post', by: profile.id, text: 'A quiet minute', film: taken })
    standIn.act({ kind: 'like', by: friend.id, post: id })
    expect(standIn.posts({ profileId: profile.id })).toMatchObject([{ id, images: [], videos: [{ seconds: 4 }] }])
    const access = await stage.connect()
    const environment = stage.environment()
    const since = environment.now().subtract({ hours: 1 })
    const { timeline, posts } = telling(network)
    const [post] = valueOf(await timeline.recent(since, access, environment))
    expect(post).toMatchObject({ text: 'A quiet minute', media: 1 })
    const asked = { externalId: post?.externalId ?? '', publishedAt: environment.now(), type: undefined }
    expect(valueOf(await posts.read([asked], access, environment)).posts).toMatchObject([{ type }])
  } finally {
    await stage.close()
  }
})

test('where the stand-in shows no films of people, it says so', async () => {
  const stage = await standInStage({ network: threads, kind: threadsStandIn, content })
  const taken = { ...size, bytes: new Uint8Array(1), alt: '' }
  expect(() => stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'A quiet minute', film: taken })).toThrow('nobody shows films')
  await stage.close()
})
