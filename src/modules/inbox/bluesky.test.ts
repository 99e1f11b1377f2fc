import { AtpAgent, RichText } from '@atproto/api'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { networkById } from '#networks'
import { startBlueskyWithAppView, type TestBluesky } from '#testing/bluesky'

import { connectBluesky } from '../publishing/test-bluesky.ts'
import { answerMessage } from './answers/answer-message.ts'
import { lookAgain } from './reading/look-again.ts'
import { remember } from './reading/read-due.ts'
import { readSource } from './reading/read-source.ts'
import { knownHere } from './reading/source.ts'
import { type InboxWorld, inboxWorld } from './test-inbox.ts'

let bluesky: TestBluesky
beforeAll(async () => {
  bluesky = await startBlueskyWithAppView()
})
afterAll(() => bluesky.close())

test('on the real network all that people say to a brand arrives once, its answer reaches them, and what they delete is gone', async () => {
  await using at = await inboxWorld()
  const brand = await connectBluesky(at.here, bluesky, 'tea-house')
  const inbox = readingOf(at)
  const customer = await signUp('kettle-fan')
  const post = await customer.getPost({ repo: brand.did, rkey: rkeyOf(await brand.write('Spring teas are here')) })
  const seen = { uri: post.uri, cid: post.cid }
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

/** The inbox as its jobs read it, without waiting for their turn. */
function readingOf({ here, needs: usual }: InboxWorld) {
  const needs = { ...usual, publishing: here.needs }
  const { workspaceId } = here.at
  const accountId = here.accounts[0]?.id ?? ''
  const signal = () => AbortSignal.timeout(20_000)
  // There is no server for private messages among the network's packages.
  const names = networkById('bluesky')?.inbox?.sources.flatMap(({ name }) => (name === 'messages' ? [] : [name])) ?? []
  const sources = names.map((source) => ({ workspaceId, accountId, source }))
  const known = { workspaceId, accountId, source: knownHere }
  return {
    needs,
    /** Answers everything that was said. */
    read: async () => {
      await remember(here.db, sources)
      for (const source of sources) await readSource(needs, source, signal())
      const rows = await here.db.selectFrom('inbox.message').select(['kind', 'text', 'by_us']).orderBy('at').execute()
      return rows.map(({ kind, text, by_us }) => `${kind}: ${text}${by_us ? ' (ours)' : ''}`).toSorted()
    },
    /** As if an hour had passed. Answers what is gone. */
    lookAgain: async () => {
      await remember(here.db, [known])
      await sql`update inbox.message set at = at - interval '1 hour', as_of = as_of - interval '1 hour'`.execute(here.db)
      await sql`update inbox.thread set last_at = last_at - interval '1 hour', looked_at = looked_at - interval '1 hour'`.execute(here.db)
      await lookAgain(needs, known, signal())
      const rows = await here.db.selectFrom('inbox.message').select('external_id').where('gone_at', 'is not', null).execute()
      return rows.map(({ external_id }) => external_id)
    },
  }
}

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

function rkeyOf(uri: string): string {
  return uri.split('/').at(-1) ?? ''
}
