import { afterAll, describe, expect, test } from 'vitest'

import type { AccountAccess, Delivery, PostPart } from '../network.ts'
import type { Stage } from '../stage.ts'
import { standInStage } from '../test-stand-in-stage.ts'
import { bluesky } from './index.ts'
import { publishing } from './publishing.ts'
import { standIn } from './stand-in.ts'
import { setBlueskyStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

const now = Temporal.Instant.from('2027-03-01T12:00:00Z')
const content = { parts: [{ text: 'x', media: [] }], languages: ['en'], settings: {} }

describe.each<[string, () => Promise<Stage>]>([
  ['its own server software', setBlueskyStage],
  ['the stand-in', () => standInStage({ network: bluesky, kind: standIn, content })],
])('the timeline, read from %s', (_, setStage) => {
  let setting: Promise<{ stage: Stage; access: AccountAccess }> | undefined
  const set = () => (setting ??= setStage().then(async (stage) => ({ stage, access: await stage.connect() })))
  afterAll(async () => (await setting)?.stage.close())

  async function publish(parts: readonly PostPart[], at: Temporal.Instant): Promise<Delivery> {
    const { stage, access } = await set()
    const post = { ...content, parts }
    let job: Delivery = { access, content: post, prepared: publishing.prepare(post, at), results: {} }
    for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
      const done = await publishing.perform(step, job, stage.environment())
      if (!done.ok) throw new Error(`${step.name}: ${JSON.stringify(done.trouble)}`)
      job = { ...job, results: { ...job.results, [step.name]: done.value } }
    }
    return job
  }

  test('has what stands on the profile since then, latest first, under the same ids, without answers and later parts', async () => {
    const { stage, access } = await set()
    const image = { kind: 'image' as const, mediaId: 'a', mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt: 'A' }
    const thread = await publish(
      [
        { text: 'one', media: [image] },
        { text: 'two', media: [] },
      ],
      now,
    )
    const later = await publish([{ text: 'later', media: [] }], now.add({ minutes: 1 }))
    await publish([{ text: 'long ago', media: [] }], now.subtract({ hours: 1 }))
    const read = await timeline.recent(now, access, stage.environment())
    expect(JSON.parse(JSON.stringify(read))).toEqual({
      ok: true,
      value: [
        {
          externalId: publishing.published(later).externalId,
          url: publishing.published(later).url,
          text: 'later',
          media: 0,
          publishedAt: '2027-03-01T12:01:00Z',
        },
        {
          externalId: publishing.published(thread).externalId,
          url: publishing.published(thread).url,
          text: 'one',
          media: 1,
          publishedAt: '2027-03-01T12:00:00Z',
        },
      ],
    })
  })

  test('goes on over several pages, and stops at what is older', async () => {
    const { stage, access } = await set()
    const start = now.add({ hours: 24 })
    for (let n = 0; n < 120; n += 1) await publish([{ text: `post ${n}`, media: [] }], start.add({ seconds: n }))
    let asked = 0
    const { fetch } = stage.environment()
    const counting = stage.environment({ fetch: (...call) => ((asked += 1), fetch(...call)) })
    const all = await timeline.recent(start, access, counting)
    expect(all).toMatchObject({ ok: true, value: { length: 120 } })
    expect(asked).toBe(2)
    expect(await timeline.recent(start.add({ seconds: 60 }), access, counting)).toMatchObject({ ok: true, value: { length: 60 } })
    expect(asked).toBe(3)
  })

  test('what others wrote strangely is left out, and trouble is told', async () => {
    const { stage, access } = await set()
    const records = [
      { uri: 'at://x/app.bsky.feed.post/1', value: { text: 5 } },
      { uri: 'at://x/app.bsky.feed.post/2', value: { text: 'dated', createdAt: 'yesterday' } },
      { uri: 'at://x/app.bsky.feed.post/3', value: { text: 'fine', createdAt: '2027-03-05T00:00:00+08:00', embed: 'odd' } },
    ]
    const odd = stage.environment({ fetch: async () => Response.json({ records }) })
    expect(await timeline.recent(now, access, odd)).toMatchObject({ ok: true, value: [{ text: 'fine', media: 0 }] })
    const down = stage.environment({ fetch: async () => new Response('', { status: 503 }) })
    expect(await timeline.recent(now, access, down)).toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
  })
})
