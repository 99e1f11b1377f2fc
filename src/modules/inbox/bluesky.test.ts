import { AtpAgent, RichText } from '@atproto/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { startBlueskyWithAppView, type TestBluesky } from '#testing/bluesky'

import { answerMessage } from './answers/answer-message.ts'
import { blueskyInbox } from './test-bluesky.ts'
import { inboxWorld } from './test-inbox.ts'

let bluesky: TestBluesky
beforeAll(async () => {
  bluesky = await startBlueskyWithAppView()
})
afterAll(() => bluesky.close())

test('on the real network all that people say to a brand arrives once, its answer reaches them, and what they delete is gone', async () => {
  await using at = await inboxWorld()
  const inbox = await blueskyInbox(at, bluesky, 'tea-house')
  const { brand } = inbox
  const customer = await signUp('kettle-fan')
  const uri = await brand.write('Spring teas are here')
  const seen = await vi.waitFor(async () => {
    const [post] = (await customer.getPosts({ uris: [uri] })).data.posts
    if (!post) throw new Error('Nobody sees the post yet.')
    return { uri, cid: post.cid }
  }, eventually)
  const reply = await customer.post({ text: 'Is it open on Sunday?', reply: { root: seen, parent: seen } })
  const mention = await customer.post(await naming(customer, `Tell them, @${brand.handle}!`))
  await customer.post({ text: 'Look at this', embed: { $type: 'app.bsky.embed.record', record: seen } })
  await customer.like(seen.uri, seen.cid)
  await customer.repost(seen.uri, seen.cid)

  const said = ['comment: Is it open on Sunday?', `mention: Tell them, @${brand.handle}!`, 'quote: Look at this', 'share: ']
  await expect.poll(inbox.read, eventually).toEqual(said)
  expect(await inbox.read()).toEqual(said)

  const asked = await at.here.db
    .selectFrom('inbox.message')
    .select(['id', 'thread_id'])
    .where('external_id', '=', reply.uri)
    .executeTakeFirstOrThrow()
  await answerMessage(inbox.needs, at.here.at.agent.call('inbox.answer'), { messageId: asked.id, text: 'It is, from ten' })
  at.here.worker({ step: 20_000 })
  await expect.poll(() => answersTo(customer, reply.uri), eventually).toEqual([`${brand.handle}: It is, from ten`])
  await expect.poll(async () => (await at.thread(asked.thread_id)).answers, eventually).toEqual([])
  // The network tells of the answer too, which is the same message.
  const answered = [...said, 'comment: It is, from ten (ours)'].toSorted()
  await expect.poll(inbox.read, eventually).toEqual(answered)

  await customer.deletePost(mention.uri)
  await expect.poll(inbox.lookAgain, eventually).toEqual([mention.uri])
  expect(await inbox.read()).toEqual(answered.map((each) => (each.startsWith('mention') ? 'mention: ' : each)))
})

/** It indexes by and by. */
const eventually = { timeout: 20_000, interval: 100 }

async function signUp(name: string): Promise<AtpAgent> {
  const { handle, password } = await bluesky.createAccount(name)
  const agent = new AtpAgent({ service: bluesky.pds })
  await agent.login({ identifier: handle, password })
  return agent
}

async function naming(agent: AtpAgent, text: string) {
  const rich = new RichText({ text })
  await rich.detectFacets(agent)
  return { text: rich.text, ...(rich.facets ? { facets: rich.facets } : {}) }
}

/** What the network's own app shows below a post. */
async function answersTo(agent: AtpAgent, uri: string): Promise<string[]> {
  const { data } = await agent.getPostThread({ uri })
  const replies = 'replies' in data.thread ? (data.thread.replies ?? []) : []
  return replies.flatMap((reply) => ('post' in reply ? [`${reply.post.author.handle}: ${String(reply.post.record['text'])}`] : []))
}
