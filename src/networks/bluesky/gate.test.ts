import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { AccountAccess, Outcome } from '../network.ts'
import type { Stage } from '../stage.ts'
import { standInStage } from '../test-stand-in-stage.ts'
import { hide } from './gate.ts'
import { bluesky } from './index.ts'
import { standIn as kind } from './stand-in.ts'
import { ask, post } from './test-compared-wire.ts'
import { setBlueskyStage } from './test-stage.ts'

const collection = 'app.bsky.feed.threadgate'
const answers = ['3lzabcdefgh2a', '3lzabcdefgh2b'].map((key) => `at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/${key}`)
const [rude = '', ruder = ''] = answers
const secretSchema = z.object({ accessJwt: z.string() })
const settingsSchema = z.object({ pds: z.string() })
const gateSchema = z.object({ cid: z.string(), value: z.looseObject({ hiddenReplies: z.array(z.string()).optional() }) })

function ref(uri: string) {
  return { uri, cid: 'bafyreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' }
}

describe.each<readonly [string, () => Promise<Stage>]>([
  ['the network’s own server software', setBlueskyStage],
  ['the stand-in', () => standInStage({ network: bluesky, kind, content: { parts: [], languages: [], settings: {} } })],
])('on %s', (_, setStage) => {
  let stage: Stage
  let access: AccountAccess
  beforeAll(async () => {
    stage = await setStage()
    access = await stage.connect()
  })
  afterAll(() => stage?.close())

  const postWith = (rkey: string) => `at://${access.externalId}/app.bsky.feed.post/${rkey}`

  function change(
    uri: string,
    { rkey, hidden }: { rkey: string; hidden: boolean },
    fetch = stage.environment().fetch,
  ): Promise<Outcome<void>> {
    const item = { externalId: uri, kind: 'comment', answerTo: { root: ref(postWith(rkey)), parent: ref(uri) } } as const
    return hide({ ...item, hidden }, access, stage.environment({ fetch }))
  }

  async function gate(rkey: string) {
    const { pds } = settingsSchema.parse(access.settings)
    const { body } = await ask(pds, `com.atproto.repo.getRecord?repo=${access.externalId}&collection=${collection}&rkey=${rkey}`)
    return gateSchema.safeParse(body).data
  }

  /** As the network's own app would. */
  async function inApp(rkey: string, record: Readonly<Record<string, unknown>>): Promise<void> {
    const { pds } = settingsSchema.parse(access.settings)
    const at = { origin: pds, access: secretSchema.parse(access.secret).accessJwt }
    const whole = { $type: collection, post: postWith(rkey), createdAt: '2027-03-01T12:00:00.000Z', ...record }
    const { status } = await post(at, 'com.atproto.repo.putRecord', { repo: access.externalId, collection, rkey, record: whole })
    expect(status).toBe(200)
  }

  test('the first answer hidden makes a gate that lets everybody answer, and nothing is written twice', async () => {
    const rkey = '3lzabcdefgh3a'
    for (const hidden of [true, true]) expect(await change(rude, { rkey, hidden })).toMatchObject({ ok: true })
    const first = await gate(rkey)
    expect(first?.value).toMatchObject({ $type: collection, post: postWith(rkey), hiddenReplies: [rude] })
    expect(first?.value).not.toHaveProperty('allow')
    await change(ruder, { rkey, hidden: true })
    await change(rude, { rkey, hidden: false })
    expect((await gate(rkey))?.value).toEqual({ ...first?.value, hiddenReplies: [ruder] })
    const { cid } = (await gate(rkey)) ?? {}
    expect(await change(rude, { rkey, hidden: false })).toMatchObject({ ok: true })
    expect((await gate(rkey))?.cid).toBe(cid)
  })

  test('who may answer stays as it was, also where it is changed in the app at the same moment', async () => {
    const rkey = '3lzabcdefgh3b'
    const allow = [{ $type: `${collection}#followingRule` }]
    await inApp(rkey, { allow: [], hiddenReplies: [ruder] })
    const { fetch } = stage.environment()
    let changes = 1
    const meanwhile: typeof fetch = async (input, init) => {
      if (new Request(input, init).url.endsWith('putRecord') && changes-- > 0) await inApp(rkey, { allow, hiddenReplies: [ruder] })
      return fetch(input, init)
    }
    expect(await change(rude, { rkey, hidden: true }, meanwhile)).toMatchObject({ ok: true })
    expect((await gate(rkey))?.value).toMatchObject({ allow, hiddenReplies: [ruder, rude] })
  })

  test('a gate that somebody goes on changing is left alone, and so is one that is full', async () => {
    const rkey = '3lzabcdefgh3c'
    const { fetch } = stage.environment()
    let changes = 0
    const always: typeof fetch = async (input, init) => {
      if (new Request(input, init).url.endsWith('putRecord')) await inApp(rkey, { createdAt: `2027-03-01T12:00:0${(changes += 1)}.000Z` })
      return fetch(input, init)
    }
    expect(await change(rude, { rkey, hidden: true }, always)).toMatchObject({
      trouble: { kind: 'unavailable', reason: { code: 'gate-busy' } },
    })
    await inApp(rkey, { hiddenReplies: Array.from({ length: 300 }, () => ruder) })
    expect(await change(rude, { rkey, hidden: true })).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'hidden-full' } } })
  })
})
