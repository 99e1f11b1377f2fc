import { expect, test } from 'vitest'

import { stageForEach } from '../test-stand-in-stage.ts'
import { setTelegramStage } from './test-stage.ts'

const stage = stageForEach(setTelegramStage)
type Stage = Awaited<ReturnType<typeof stage>>

async function call(at: Stage, method: string, parameters: Readonly<Record<string, unknown>> = {}, token = tokenOf(at)): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${at.origin}/bot${token}/${method}`, { method: 'POST', headers, body: JSON.stringify(parameters) })
  const answer = await response.json()
  return answer.ok ? answer.result : `${response.status} ${answer.description}`
}

function tokenOf(at: Stage): string {
  return at.standIn.connectWith(at.profile.id).fields['token'] ?? ''
}

test('who asks is known by the token in the path', async () => {
  const at = await stage()
  expect(await call(at, 'getMe')).toMatchObject({ is_bot: true })
  expect(await call(at, 'getMe', {}, 'abc')).toBe('404 Not Found')
  expect(await call(at, 'getMe', {}, `1:${'a'.repeat(35)}`)).toBe('401 Unauthorized')
  expect(await call(at, 'getMeAll')).toBe('404 Not Found: method not found')
})

test('it refuses what the network refuses', async () => {
  const at = await stage()
  const chat_id = Number(at.profile.id)
  const say = (more: Readonly<Record<string, unknown>>) => call(at, 'sendMessage', { chat_id, text: 'Tea', ...more })
  expect(await say({ chat_id: -1_001 })).toContain('chat not found')
  expect(await say({ chat_id: '@kindling' })).toContain('403 Forbidden: bot is not a member of the channel chat')
  expect(await say({ text: ' ' })).toContain('message text is empty')
  expect(await say({ text: 'x'.repeat(4097) })).toContain('message is too long')
  expect(await say({ loud: true })).toContain('"loud" is none')
  expect(await say({ entities: [{ type: 'url', offset: 0, length: 9 }] })).toContain("can't parse entities")
  expect(await say({ reply_parameters: { message_id: 99 } })).toContain('message to be replied not found')
  const poll = { chat_id, question: 'Tea?', options: [{ text: 'Yes' }, { text: 'No' }], open_period: 60 }
  expect(await call(at, 'sendPoll', { ...poll, is_anonymous: false })).toContain("non-anonymous polls can't be sent")
  expect(await call(at, 'sendPoll', { ...poll, question: 'x'.repeat(301) })).toContain('must not exceed 300')
  expect(await call(at, 'sendMediaGroup', { chat_id, media: [{ type: 'photo', media: 'attach://a' }] })).toContain('from 2 to 10')
  expect(await call(at, 'sendPhoto', { chat_id, photo: 'attach://nothing' })).toContain('wrong file')
  expect(await call(at, 'deleteMessage', { chat_id, message_id: 99 })).toContain('message to delete not found')
  expect(await call(at, 'deleteMessages', { chat_id, message_ids: [99] })).toBe(true)
})

test('a bot is told of the copies of its posts and of what others say, and of nothing that it says itself', async () => {
  const at = await stage()
  const chat_id = Number(at.profile.id)
  await call(at, 'sendMessage', { chat_id, text: 'Tea' })
  const [post] = at.standIn.posts()
  at.standIn.act({ kind: 'reply', by: at.friend.id, post: post?.id ?? '', text: 'Cake?' })
  const updates = await call(at, 'getUpdates')
  expect(updates).toMatchObject([
    { message: { text: 'Tea', is_automatic_forward: true, forward_origin: { message_id: 2 } } },
    { message: { text: 'Cake?', message_thread_id: 2, reply_to_message: { is_automatic_forward: true } } },
  ])
  const [, second] = JSON.parse(JSON.stringify(updates))
  expect(await call(at, 'getUpdates', { offset: second.update_id })).toHaveLength(1)
  expect(await call(at, 'getUpdates')).toHaveLength(1)
  at.pass({ hours: 25 })
  expect(await call(at, 'getUpdates')).toEqual([])
})

test('whoever comes may have a channel without a discussion group', async () => {
  const at = await stage()
  const { id } = at.standIn.addProfile({ handle: 'cinder', displayName: 'Cinder', arrangement: 'no-group' })
  const { token } = at.standIn.connectWith(id).fields
  expect(await call(at, 'getChat', { chat_id: Number(id) }, token)).not.toHaveProperty('linked_chat_id')
  expect(await call(at, 'sendMessage', { chat_id: Number(id), text: 'Tea' }, token)).toMatchObject({ text: 'Tea' })
  expect(await call(at, 'getUpdates', {}, token)).toEqual([])
  expect(await call(at, 'getChat', { chat_id: Number(at.profile.id) })).toHaveProperty('linked_chat_id')
  expect(() => at.standIn.addProfile({ handle: 'ash', displayName: 'Ash', arrangement: 'forum' })).toThrow('knows no “forum”')
})

test('what was kept goes on where it was', async () => {
  const at = await stage()
  at.standIn.act({ kind: 'post', by: at.profile.id, text: 'Kept' })
  const again = await stage()
  const state = JSON.parse(JSON.stringify(at.standIn.state()))
  expect(Object.keys(JSON.parse(JSON.stringify(again.standIn.state()))).toSorted((a, b) => a.localeCompare(b))).toEqual(
    Object.keys(state).toSorted((a, b) => a.localeCompare(b)),
  )
  const page = await (await fetch(`${at.origin}/campfire/2`)).text()
  expect(page).toContain('Kept')
})
