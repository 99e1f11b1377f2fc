import { expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'
import type { Differences } from './stand-in-limits.ts'
import { part, picture, run, startJob, text } from './test-jobs.ts'
import { setMastodonStage } from './test-stage.ts'

async function on(differences: Partial<Differences>, work: (other: StandInStage, account: AccountAccess) => Promise<void>): Promise<void> {
  const other = await setMastodonStage({ rates: false, ...differences })
  try {
    await work(other, await other.connect())
  } finally {
    await other.close()
  }
}

test.each<[string, Partial<Differences>]>([
  ['version 1 of what it says of itself', { instance: 'v1', characters: 1000 }],
  ['its doors closed to strangers', { closed: true, characters: 1000 }],
  ['no metadata and no list of addresses', { metadata: false, redirectUris: 'text', characters: 1000 }],
  ['media of the first version', { media: 'v1', characters: 1000 }],
])('a server with %s connects and posts', async (_, differences) => {
  await on(differences, async (other, account) => {
    expect(rulesFor(account.limits).count('')).toMatchObject([{ max: 1000 }])
    const job = await run(startJob(account, [{ text: 'x'.repeat(900), media: [picture('a')] }]), other.environment())
    expect(await other.live()).toEqual([publishing.published(job).externalId])
  })
})

test('a server which hands out no sources is read by what it shows', async () => {
  await on({ source: false }, async (other, account) => {
    const words = 'Hi @kindling and @friend@social.example!\n\n“A” & <b>\nhttps://example.com/a-long-path/that-is-cut-in-the-middle?q=1'
    const job = startJob(account, [text(words)], { settings: { spoiler: 'Signs & wonders' } })
    const done = await run(job, other.environment())
    expect(await publishing.lookUp(part(1), job, other.environment())).toEqual({
      ok: true,
      value: { found: true, result: done.results['part 1'] },
    })
  })
})

test('a server from before quotes offers none, and ignores none silently', async () => {
  await on({ quotes: false }, async (other, account) => {
    expect(rulesFor(account.limits).settings.map(({ name }) => name)).not.toContain('quote')
    const { id } = other.standIn.act({ kind: 'post', by: other.friend.id, text: 'Tea' })
    const job = startJob(account, [text('See')], { settings: { quote: `${other.origin}/@kindling/${id}` } })
    const quote = await publishing.perform({ name: 'quote', final: false }, job, other.environment())
    expect(quote).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'quote-not-here' } } })
  })
})

test('an account connected before Hearth searched cannot quote posts of other servers, and stays connected', async () => {
  await on({}, async (other, account) => {
    const { fetch } = other.environment()
    const error = { error: 'This action is outside the authorized scopes' }
    const narrow: typeof fetch = async (input, init) =>
      new URL(new Request(input, init).url).pathname === '/api/v2/search' ? Response.json(error, { status: 403 }) : fetch(input, init)
    const job = startJob(account, [text('See')], { settings: { quote: 'https://elsewhere.example/@tea/1' } })
    const quote = await publishing.perform({ name: 'quote', final: false }, job, other.environment({ fetch: narrow }))
    expect(quote).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'quote-needs-search' } } })
  })
})

test('a server without Link headers is asked for what is older', async () => {
  await on({ links: false }, async (other, account) => {
    const job = startJob(account, [text('far back')])
    await run(job, other.environment())
    for (let count = 0; count < 90; count += 1) other.standIn.act({ kind: 'post', by: other.profile.id, text: `Later ${count}` })
    expect(await publishing.lookUp(part(1), job, other.environment())).toMatchObject({ ok: true, value: { found: true } })
  })
})

test('a server which works on files for a while is waited for', async () => {
  let now = Temporal.Instant.from('2027-03-01T12:00:00Z')
  const other = await setMastodonStage({ processingSeconds: 5 }, { now: () => now })
  const job = startJob(await other.connect(), [{ text: 'slow', media: [picture('a')] }])
  const image = await publishing.perform({ name: 'image 1.1', final: false }, job, other.environment())
  if (!image.ok) throw new Error(JSON.stringify(image))
  const waiting = { ...job, results: { 'image 1.1': image.value } }
  expect(publishing.nextStep(waiting)).toEqual({ name: 'ready 1.1', final: false })
  const early = await publishing.perform({ name: 'ready 1.1', final: false }, waiting, other.environment())
  expect(JSON.parse(JSON.stringify(early))).toMatchObject({
    trouble: { kind: 'slow-down', processing: true, until: '2027-03-01T12:00:03Z', reason: { code: 'being-processed' } },
  })
  expect(await publishing.perform(part(1), waiting, other.environment())).toMatchObject({ ok: false, trouble: { kind: 'slow-down' } })
  now = now.add({ seconds: 6 })
  await run(waiting, other.environment())
  expect(await other.live()).toHaveLength(1)
  await other.close()
})

test('a server which answers a dead token with 422 is understood, and a real refusal stays one', async () => {
  await on({ badToken: 422 }, async (other, account) => {
    expect(await publishing.perform(part(1), startJob(account, [text('x'.repeat(501))]), other.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'rejected' },
    })
    await other.endGrant()
    const trouble = { kind: 'signed-out', reason: { code: 'signed-out' } }
    const job = startJob(account, [{ text: 'no', media: [picture('a')] }])
    expect(await publishing.perform(part(1), startJob(account, [text('no')]), other.environment())).toMatchObject({
      ok: false,
      trouble,
    })
    expect(await publishing.perform({ name: 'image 1.1', final: false }, job, other.environment())).toMatchObject({ ok: false, trouble })
    expect(await publishing.lookUp(part(1), job, other.environment())).toMatchObject({ ok: false, trouble })
    expect(await connecting.refresh(account, other.environment())).toMatchObject({ ok: false, trouble })
  })
})

test.each([
  ['4.5.2', 'token'],
  ['4.3.0+glitch', 'token'],
  ['2.7.2 (compatible; Pleroma 2.6.0)', 'token'],
  ['4.0.0 (not true; really snac/2.75)', 'settles'],
])('on a server that calls itself %s, absence is proven by %s', async (version, proof) => {
  await on({ version, instance: 'v1', keepsKeys: proof === 'token' }, async (_, account) => {
    expect(publishing.absenceOn?.(account, {})).toMatchObject({ proof })
  })
})

test('a server which deletes nothing leaves it to a person', async () => {
  await on({ deletes: false }, async (other, account) => {
    const job = await run(startJob(account, [text('here to stay')]), other.environment())
    expect(await publishing.takeDown?.(job, other.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'rejected', reason: { code: 'delete-by-hand' } },
    })
  })
})

test('limits of rates say until when to wait', async () => {
  const now = Temporal.Instant.from('2027-03-01T12:10:00Z')
  const other = await setMastodonStage({}, { now: () => now })
  const job = startJob(await other.connect(), [{ text: '', media: [picture('a')] }])
  const upload = () => publishing.perform({ name: 'image 1.1', final: false }, job, other.environment())
  for (let count = 0; count < 30; count += 1) expect(await upload()).toMatchObject({ ok: true })
  expect(JSON.parse(JSON.stringify(await upload()))).toMatchObject({ trouble: { kind: 'slow-down', until: '2027-03-01T12:30:00Z' } })
  await other.close()
})
