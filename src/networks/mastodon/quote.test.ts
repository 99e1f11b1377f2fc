import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { part, run as runIn, startJob as startJobOf, text } from './test-jobs.ts'
import { setMastodonStage } from './test-stage.ts'

let stage: StandInStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false })
  access = await stage.connect()
})
afterAll(() => stage?.close())

const stateSchema = z.object({
  statuses: z.array(z.object({ id: z.string(), text: z.string(), quotes: z.string().optional(), quotePolicy: z.string() })),
})

function startJob(words: string, settings: PostContent['settings']): Delivery {
  return startJobOf(access, [text(words)], { settings })
}

function run(job: Delivery): Promise<Delivery> {
  return runIn(job, stage.environment())
}

function found(job: Delivery) {
  return publishing.perform({ name: 'quote', final: false }, job, stage.environment())
}

function statusOf(job: Delivery) {
  return stateSchema.parse(stage.standIn.state()).statuses.find(({ id }) => id === publishing.published(job).externalId)
}

async function codeFor(quote: string): Promise<string | undefined> {
  const answer = await found(startJob('See', { quote }))
  return answer.ok ? undefined : answer.trouble.reason.code
}

describe('a quote', () => {
  test('is found by any of its addresses, shown, found again, and stays when the words are corrected', async () => {
    const { id } = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Tea is ready' })
    for (const quote of [`${stage.origin}/@kindling/${id}`, `https://mastodon.example/@kindling/${id}`]) {
      const settings = { quote, quotes: 'followers' }
      const job = await run(startJobOf(access, [text(`Come in ${quote.length}`), text('Do')], { settings }))
      expect(statusOf(job)).toMatchObject({ quotes: id, quotePolicy: 'followers' })
      const look = (changed: Record<string, string>) => {
        const content = { ...job.content, settings: changed }
        return publishing.lookUp(part(1), { ...job, content, results: { quote: { id } } }, stage.environment())
      }
      expect(await look(settings)).toEqual({ ok: true, value: { found: true, result: job.results['part 1'] } })
      expect(await look({})).toEqual({ ok: true, value: { found: false } })
      const after = { ...job.content, parts: [text('Come in, do'), text('Do')] }
      expect(await publishing.edit?.apply({ job, after }, stage.environment())).toMatchObject({ ok: true })
      expect(statusOf(job)).toMatchObject({ text: 'Come in, do', quotes: id })
      const [publishedAt, now] = [Temporal.Now.instant(), Temporal.Now.instant()]
      const without = { ...after, settings: {} }
      expect(publishing.edit?.refuses({ job, after: without, publishedAt, now })).toEqual({ code: 'quote-stays' })
    }
  })

  test('of a post that is not there, or whose author lets nobody, is refused before anything is sent', async () => {
    const friend = await connectAs(stage.friend.id)
    const closed = await run(startJobOf(friend, [text('Mine alone')], { settings: { quotes: 'nobody' } }))
    expect(await codeFor(publishing.published(closed).url)).toBe('quote-denied')
    expect(await codeFor(`${stage.origin}/@kindling/1`)).toBe('quote-not-found')
    expect(await codeFor('https://elsewhere.example/@tea/1')).toBe('quote-not-found')
  })

  test('that its author forbids in between is refused by the server, in our words', async () => {
    const { id } = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Soon gone' })
    const job = startJob('See', { quote: `${stage.origin}/@kindling/${id}` })
    const late = { ...job, results: { quote: { id: '1' } } }
    expect(await publishing.perform(part(1), late, stage.environment())).toMatchObject({ trouble: { reason: { code: 'quote-denied' } } })
  })
})

test('people to mention are those whose name or handle begins so', async () => {
  expect(await mentions.find('@kind', access, stage.environment())).toMatchObject({
    ok: true,
    value: [{ text: '@kindling', name: 'Kindling', handle: 'kindling' }],
  })
  expect(await mentions.find('zzz', access, stage.environment())).toEqual({ ok: true, value: [] })
})

async function connectAs(profileId: string): Promise<AccountAccess> {
  const request = stage.request('oauth', { server: stage.origin })
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(JSON.stringify(begun))
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId }))
  const finished = await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
  if (!finished.ok) throw new Error(JSON.stringify(finished))
  const { externalId, settings, limits = {}, secret } = finished.value
  return { externalId, settings, limits, secret: secret.value }
}
