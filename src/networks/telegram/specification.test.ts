import { afterAll, beforeAll, expect, test } from 'vitest'

import { expectAsSpecified, type Exchange, isThere, keeping } from '../test-exchanges.ts'
import { testDocument, testVideo } from '../test-media.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { stepsOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { longThread, testImage, testThread } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setTelegramStage, startJob } from './test-stage.ts'

let stage: ClockedStage
const exchanges: Exchange[] = []

beforeAll(async () => {
  stage = await setTelegramStage()
  const access = await stage.connect()
  const environment = keeping(exchanges, stage.environment())
  const { way, fields } = stage.standIn.connectWith(stage.profile.id)
  valueOf(await connecting.begin({ ...stage.request(way, fields), ...environment }))
  const all = await runTo(undefined, startJob(access, longThread), environment)
  const gif = testImage('moves 3', { mimeType: 'image/gif', animated: true })
  const film = testVideo({ seconds: 1, width: 90, height: 160 }, { cover: { at: 0.5 } })
  for (const media of [[testImage('one')], [gif], [film], [testDocument()], [testImage('a'), film], [testDocument(), testDocument()]])
    await runTo(undefined, startJob(access, testThread([{ text: 'A #tea', media }], { spoiler: true, protect: true })), environment)
  const post = await runTo(undefined, startJob(access, testThread([{ text: 'Tea' }], { first_comment: 'First' })), environment)
  stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: publishing.published(post).externalId, text: 'Hello @campfire' })
  const now = environment.now()
  const page = valueOf(await inbox.read({ source: 'group', cursor: undefined, since: now.subtract({ hours: 1 }) }, access, environment))
  const steps = stepsOf(answering.publishing)
  const content = { ...testThread([{ text: 'Hello' }]), answers: { kind: 'comment', to: page.items[0]?.answerTo ?? null } } as const
  const answer = await steps.runTo(undefined, steps.startJob(access, content, now), environment)
  await answering.publishing.takeDown?.(answer, environment)
  await publishing.lookUp({ name: 'part 1', final: true }, all, environment)
  const after = { ...longThread, parts: longThread.parts.map((part) => (part.poll ? part : { ...part, text: 'Other words' })) }
  valueOf((await publishing.edit?.apply({ job: all, after }, environment)) ?? { ok: true, value: {} })
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  valueOf(await insights.profile.read({ from: today, to: today }, access, environment))
  await publishing.takeDown?.(all, environment)
})
afterAll(() => stage.close())

test('every method there is is called', () => {
  const methods = new Set(exchanges.map(({ request }) => new URL(request.url).pathname.split('/').at(-1) ?? ''))
  expect([...methods].toSorted()).toEqual([
    'deleteMessage',
    'deleteMessages',
    'editMessageCaption',
    'editMessageText',
    'getChat',
    'getChatMember',
    'getChatMemberCount',
    'getMe',
    'getUpdates',
    'getWebhookInfo',
    'pinChatMessage',
    'sendAnimation',
    'sendDocument',
    'sendMediaGroup',
    'sendMessage',
    'sendPhoto',
    'sendPoll',
    'sendVideo',
  ])
  expect(exchanges.filter(({ response }) => !response.ok)).toEqual([])
})

test.runIf(isThere(specification))('requests and answers are as the Bot API has them', async () => {
  expect(await expectAsSpecified(exchanges, specification)).toBe(exchanges.length)
})
