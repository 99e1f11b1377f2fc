import { expect, test } from 'vitest'

import { answerMessage } from '../answers/answer-message.ts'
import { inboxWorld, type InboxWorld, said } from '../test-inbox.ts'
import { changeSavedAnswer, createSavedAnswer, removeSavedAnswer } from './keep-saved-answer.ts'
import { listSavedAnswers, savedAnswersFor } from './list-saved-answers.ts'
import { fillIn, unknownIn } from './variables.ts'

async function asked(at: InboxWorld, text: string): Promise<string> {
  await at.arrive(said('1', text))
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  return items[0]?.id ?? ''
}

const greeting = [
  { language: 'en', text: 'Hello {{name|there}}, {{brand}} opens at nine. {{agent}}' },
  { language: 'zh-tw', text: '{{name}}您好，{{brand}}九點開門。' },
]

test('a saved answer is said in the language of whoever asked, with their name, and counted when it is sent', async () => {
  await using at = await inboxWorld()
  const { brandId, workspaceId, agent, publisher } = at.here.at
  const saved = await createSavedAnswer(at.needs, publisher.call('inbox.createSavedAnswer'), {
    brandId,
    name: 'Hours',
    shortcut: 'hours',
    texts: greeting,
  })
  const messageId = await asked(at, '請問星期日有開嗎？')
  const { acting } = agent.call('inbox.savedAnswersFor')
  const [offered] = await savedAnswersFor(at.here.db, acting, { messageId })
  expect(offered).toMatchObject({
    language: 'zh-TW',
    used: 0,
    texts: [
      { language: 'en', text: 'Hello A guest, Tea House opens at nine. The agent', missing: [] },
      { language: 'zh-TW', text: 'A guest您好，Tea House九點開門。' },
    ],
  })
  await answerMessage(at.needs, agent.call('inbox.answer'), { messageId, text: '您好，九點開門。', saved: [saved.id, saved.id] })
  const [counted] = await listSavedAnswers(at.here.db, { workspaceId, brandId })
  expect(counted).toMatchObject({ used: 1 })
  expect(counted?.usedAt).toBeDefined()
})

test('names and shortcuts are given once for a brand, and what nobody could fill in is refused', async () => {
  await using at = await inboxWorld()
  const { brandId, workspaceId, publisher } = at.here.at
  const create = (name: string, more: { brandId?: string; shortcut?: string; text?: string } = { brandId }) =>
    createSavedAnswer(at.needs, publisher.call('inbox.createSavedAnswer'), {
      name,
      ...more,
      texts: [{ language: 'en', text: more.text ?? 'Hi' }],
    })
  const first = await create('Hours', { brandId, shortcut: 'hours' })
  await expect(create('hours')).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await expect(create('Opening', { brandId, shortcut: 'Hours' })).rejects.toMatchObject({ code: 'SHORTCUT_TAKEN' })
  const wrong = create('Wrong', { brandId, text: 'Hi {{nmae}}' })
  await expect(wrong).rejects.toMatchObject({ code: 'UNKNOWN_VARIABLE', data: { variables: ['{{nmae}}'] } })
  await create('Hours', { shortcut: 'hours' })
  await expect(create('Hours', {})).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  const call = publisher.call('inbox.changeSavedAnswer')
  const changed = await changeSavedAnswer(at.needs, call, { savedAnswerId: first.id, name: 'Opening', shortcut: null })
  expect(changed).toEqual({ id: first.id, brandId, name: 'Opening', texts: [{ language: 'en', text: 'Hi' }], used: 0 })
  await removeSavedAnswer(at.needs, publisher.call('inbox.removeSavedAnswer'), { savedAnswerId: first.id })
  expect((await listSavedAnswers(at.here.db, { workspaceId, brandId })).map(({ name }) => name)).toEqual(['Hours'])
})

test('who belongs elsewhere sees and changes none', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const { brandId, publisher } = at.here.at
  const { id } = await createSavedAnswer(at.needs, publisher.call('inbox.createSavedAnswer'), { brandId, name: 'Hours', texts: greeting })
  const stranger = other.here.at.owner.call('inbox.changeSavedAnswer')
  await expect(changeSavedAnswer(at.needs, stranger, { savedAnswerId: id, name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const looked = listSavedAnswers(at.here.db, { workspaceId: stranger.acting.workspaceId, brandId })
  await expect(looked).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('variables are filled in once; one without a value says what stands instead, or stays to be seen', () => {
  const values = { name: '{{agent}}', handle: '', brand: ' Tea\nHouse ', agent: 'June' }
  expect(fillIn('{{ name }} {{handle|friend}} {{handle|}}{{brand}}', values)).toEqual({ text: '{{agent}} friend Tea House', missing: [] })
  expect(fillIn('{{handle}}!', values)).toEqual({ text: '{{handle}}!', missing: ['handle'] })
  expect(unknownIn('{{name|there}}, {{Name}} {{name} {not one}')).toEqual(['{{Name}}', '{{name}'])
})
