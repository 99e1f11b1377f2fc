import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, InboxItem, InboxPage, PostContent } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { testPost } from './test-content.ts'
import { runTo, setDiscordStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  stage = await setDiscordStage()
  access = await stage.connect()
  const job = await runTo(undefined, startJob(access, testPost([{ text: 'Spring teas are here' }])), stage.environment())
  post = publishing.published(job).externalId
})
afterAll(() => stage?.close())
const setStage = stageForEach(setDiscordStage)

async function page(source: string, cursor?: InboxPage['cursor'], at = { stage, access }): Promise<InboxPage> {
  at.stage.pass({ minutes: 1 })
  const environment = at.stage.environment()
  return valueOf(await inbox.read({ source, cursor, since: environment.now().subtract({ hours: 24 * 30 }) }, at.access, environment))
}

function says(by: { readonly id: string }, text: string, on: string): string {
  stage.pass({ seconds: 1 })
  return stage.standIn.act({ kind: 'reply', by: by.id, post: on, text }).id
}

test('each answer to a post is told with all that follows it; what people say to each other is not', async () => {
  const first = says(stage.friend, 'Is there oolong?', post)
  const ours = says(stage.profile, 'There is', first)
  const second = says(stage.friend, 'Lovely', ours)
  const other = stage.standIn.addProfile({ handle: 'teapot', displayName: 'Teapot' })
  const chat = says(other, 'Anybody up for tea?', stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Elsewhere' }).id)
  const told = await page('channel')
  expect(told.items.map(({ externalId, byUs, thread }) => [externalId, byUs, thread.externalId])).toEqual([
    [first, false, first],
    [ours, true, first],
    [second, false, first],
  ])
  expect(told.items.map(({ externalId }) => externalId)).not.toContain(chat)
  expect(told.items[0]).toMatchObject({
    kind: 'comment',
    thread: { about: { externalId: post, text: 'Spring teas are here' } },
    author: { handle: 'kindling', name: 'Kindling' },
    answers: post,
    answerTo: { channel: stage.profile.id, id: first },
  })
  const next = says(stage.friend, 'And green?', second)
  const more = await page('channel', told.cursor)
  expect(more.items).toMatchObject([{ externalId: next, thread: { externalId: first } }])
  // Whoever reads from the middle asks for what is above.
  const late = await page('channel', { after: second })
  expect(late.items).toMatchObject([])
  const answered = says(stage.profile, 'Green too', next)
  const reply = says(stage.friend, 'Good', answered)
  const again = await page('channel', { after: answered })
  expect(again.items).toMatchObject([{ externalId: reply, thread: { externalId: first, about: { externalId: post } } }])
})

test('an answer goes out as a reply that calls whom it answers, and is found again', async () => {
  const asked = says(stage.friend, 'Open on Sunday?', post)
  const item = (await page('channel')).items.find(({ externalId }) => externalId === asked)
  const content: PostContent = { ...testPost([{ text: 'From ten' }]), answers: { kind: 'comment', to: item?.answerTo ?? null } }
  const start = await runTo('part 1', startJob(access, content), stage.environment())
  const job = await runTo(undefined, start, stage.environment())
  const [made] = stage.standIn.posts({ limit: 1 })
  expect(made).toMatchObject({ text: 'From ten', replyTo: asked })
  expect(publishing.published(job).externalId).toBe(made?.id)
  expect(valueOf(await publishing.lookUp({ name: 'part 1', final: true }, start, stage.environment()))).toMatchObject({ found: true })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: asked })
  expect(await publishing.perform({ name: 'part 1', final: true }, startJob(access, content), stage.environment())).toMatchObject({
    ok: false,
    trouble: { reason: { code: 'answered-gone' } },
  })
})

test('what was rewritten or deleted is looked for', async () => {
  const [dropped, kept] = [says(stage.friend, 'Never mind', post), says(stage.friend, 'Ist there cake?', post)]
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: kept, text: 'Is there cake?' })
  const looked = valueOf(await lookFor([dropped, kept], { inbox, access, environment: stage.environment() }))
  expect(looked).toMatchObject({ found: [{ externalId: kept, text: 'Is there cake?' }], missing: [dropped] })
})

test('without the intent words are told where the bot is called, and others arrive empty', async () => {
  const deaf = await setStage({ content: false })
  const at = { stage: deaf, access: await deaf.connect() }
  const job = await runTo(undefined, startJob(at.access, testPost([{ text: 'Teas' }])), deaf.environment())
  deaf.standIn.act({ kind: 'reply', by: deaf.friend.id, post: publishing.published(job).externalId, text: 'Lovely' })
  expect((await page('channel', undefined, at)).items.map(({ text }) => text)).toEqual(['Lovely'])
})

test('what is said in threads that hang on our posts is told, thread by thread, and a webhook hears nothing', async () => {
  const forum = await setStage({ type: 15 })
  const at = { stage: forum, access: await forum.connect() }
  const content = testPost([{ text: 'One' }, { text: 'Two' }], { thread_name: 'Opening' })
  const job = await runTo(undefined, startJob(at.access, content), forum.environment())
  const { externalId } = publishing.published(job)
  forum.pass({ seconds: 1 })
  const [thread = ''] = externalId.split(':')
  const said = forum.standIn.act({ kind: 'reply', by: forum.friend.id, post: thread, text: 'Lovely' }).id
  const told = await page('threads', undefined, at)
  expect(told.items).toMatchObject([
    { externalId: `${thread}:${said}`, text: 'Lovely', thread: { externalId: thread, about: { externalId, text: 'One' } } },
  ])
  expect((await page('threads', told.cursor, at)).items).toEqual([])
  const answers = { kind: 'comment' as const, to: told.items[0]?.answerTo ?? null }
  const answer = await runTo(undefined, startJob(at.access, { ...testPost([{ text: 'Thanks' }]), answers }), forum.environment())
  const ours: readonly InboxItem[] = (await page('threads', told.cursor, at)).items
  expect(ours).toMatchObject([{ externalId: publishing.published(answer).externalId, byUs: true }])
  const hook = await setStage({ way: 'webhook' })
  expect(await page('channel', undefined, { stage: hook, access: await hook.connect() })).toMatchObject({ items: [], every: 86_400 })
})
