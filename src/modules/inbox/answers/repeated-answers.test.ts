import { expect, test } from 'vitest'

import { createSavedAnswer } from '../saved/keep-saved-answer.ts'
import { inboxWorld, type InboxWorld, said, weSaid } from '../test-inbox.ts'
import { answerMessage } from './answer-message.ts'
import { bandsOf, likeness, nearlySame, piecesOf } from './wording.ts'

/** A thread of its own for each person who asks. */
async function asks(at: InboxWorld, who: string): Promise<string> {
  const author = { externalId: who, handle: who, name: who }
  await at.arrive(said(`q-${who}`, 'When are you open?', { thread: { externalId: who }, author, answerTo: { id: who } }))
  const { threads } = await at.threads()
  const { items } = await at.thread(threads.find(({ profile }) => profile?.name === who)?.id ?? '')
  return items[0]?.id ?? ''
}

function answer(at: InboxWorld, messageId: string, text: string, more: { repeated?: 'accepted'; saved?: string[] } = {}) {
  return answerMessage(at.needs, at.here.at.agent.call('inbox.answer'), { messageId, text, ...more })
}

test('an answer that somebody else has got already is pointed out, with what was sent to whom, and may be sent all the same', async () => {
  await using at = await inboxWorld()
  const [first, second, third] = [await asks(at, 'Anna'), await asks(at, 'Tom'), await asks(at, '小美')]
  await answer(at, first, 'Hi Anna, we open at nine on Sunday, see you soon!')
  const again = answer(at, second, 'Hi Tom! We open at nine on Sunday; see you soon.')
  await expect(again).rejects.toMatchObject({
    code: 'REPEATED',
    status: 409,
    data: {
      total: 1,
      similar: [{ to: 'Anna', by: 'The agent', kind: 'comment', text: 'Hi Anna, we open at nine on Sunday, see you soon!' }],
    },
  })
  await answer(at, second, 'Hi Tom! We open at nine on Sunday; see you soon.', { repeated: 'accepted' })
  await answer(at, third, '小美您好，我們週日早上九點開門，歡迎來喝茶！')
  const chinese = answer(at, first, 'Anna您好，我們週日早上九點開門，歡迎來喝茶。')
  await expect(chinese).rejects.toMatchObject({ code: 'REPEATED', data: { total: 1, similar: [{ to: '小美' }] } })
})

test('a saved answer is said again as it is, to whomever; once its words are changed it is pointed out like any other', async () => {
  await using at = await inboxWorld()
  const { brandId, publisher } = at.here.at
  const [first, second] = [await asks(at, 'Anna'), await asks(at, 'Tom')]
  const { id } = await createSavedAnswer(at.needs, publisher.call('inbox.createSavedAnswer'), {
    brandId,
    name: 'Hours',
    texts: [{ language: 'en', text: 'Hi {{name}}, we open at nine on Sunday, see you soon! {{agent}}' }],
  })
  await answer(at, first, 'Hi Anna, we open at nine on Sunday, see you soon! June', { saved: [id] })
  await answer(at, second, 'Hi Tom, we open at nine on Sunday, see you soon! June', { saved: [id] })
  const changed = answer(at, second, 'Hi Tom, we open at ten on Sunday, see you soon! June', { saved: [id] })
  await expect(changed).rejects.toMatchObject({ code: 'REPEATED', data: { total: 2 } })
  await expect(answer(at, second, 'Hi Tom, we open at nine on Sunday, see you soon! June')).rejects.toMatchObject({ code: 'REPEATED' })
})

test('what was said in the network’s own app counts; what was cancelled, is old, belongs to others or is very short does not', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const text = 'We ship to every country, within five days.'
  const [first, second] = [await asks(at, 'Anna'), await asks(at, 'Tom')]
  await answer(at, first, text)
  // As it is once a member has cancelled it.
  await at.here.db.updateTable('inbox.answer').set({ ended_at: new Date() }).execute()
  await answer(other, await asks(other, 'Anna'), text)
  const old = { at: Temporal.Now.instant().subtract({ hours: 24 * 91 }) }
  await at.arrive(weSaid('old', 'Delivery takes about a week, in all seasons.', old))
  for (const allowed of [text, 'Delivery takes about a week, in all seasons.', 'Thank you!', 'Thank you!'])
    await answer(at, second, allowed)
  await at.arrive(weSaid('new', 'The shop is closed over the new year holidays', { at: Temporal.Now.instant() }))
  const own = answer(at, first, 'The shop is closed over the New Year holidays!')
  await expect(own).rejects.toMatchObject({
    code: 'REPEATED',
    data: { similar: [{ text: 'The shop is closed over the new year holidays' }] },
  })
})

test.each([
  ['Hi Anna, yes, we ship abroad too, within five days!', 'Hi Bartholomew, yes, we ship abroad too, within five days!', true],
  [
    '@anna@tea.example We open at nine on Sundays and holidays, see https://tea.example/a',
    '@tom WE OPEN AT NINE on Sundays and holidays — see https://tea.example/b',
    true,
  ],
  ['陳先生您好，包裹今天已經寄出，三天內會到。', '王小姐您好，包裹今天已經寄出，三天內會到！', true],
  ['感謝您的留言，門市每天九點到六點營業。', '感謝您的留言，門市每天十點到六點營業。', true],
  ['We open at nine on Sunday, see you soon!', 'On Sundays the shop opens its doors at 9 o’clock.', false],
  [
    'We are sorry that your tea arrived late. Please send us your order number.',
    'We are so sorry the parcel came late! Could you send us the order number?',
    false,
  ],
  ['Thank you for your message, we will look into it.', 'Thank you for your order, it was sent this morning.', false],
  ['我們週日早上九點開門，歡迎來喝茶！', '週日的營業時間是早上九點開始，期待您的光臨。', false],
])('“%s” and “%s” are nearly the same: %s', (one, two, same) => {
  const [a = new Set<string>(), b = new Set<string>()] = [piecesOf(one), piecesOf(two)]
  expect(likeness(a, b) >= nearlySame).toBe(same)
  expect(bandsOf(a, 'brand').some((band) => bandsOf(b, 'brand').includes(band)) || !same).toBe(true)
})
