import { expect, test } from 'vitest'

import { inboxWorld, type InboxWorld, said } from '../test-inbox.ts'
import { changeView, createView, orderViews, removeView } from './keep-view.ts'
import { listViews } from './list-views.ts'

const look = (at: InboxWorld, who: 'agent' | 'publisher' | 'owner') =>
  listViews(at.here.db, at.here.at[who].call('inbox.views').acting, { brandId: at.here.at.brandId })

test('a view keeps what was filtered by, is counted for whoever looks, and is seen by everyone only where it is shared', async () => {
  await using at = await inboxWorld()
  const { brandId, agent, publisher } = at.here.at
  const save = (who: typeof agent, name: string, filter: object, shared = false) =>
    createView(at.needs, who.call('inbox.createView'), { brandId, name, shared, filter: { state: 'open', ...filter } })
  await at.arrive(said('1', 'This is broken, I am so disappointed!'), said('2', 'Where are you?', { thread: { externalId: 'q' } }))
  const complaints = await save(agent, 'Complaints', { meanings: ['complaint'] }, true)
  await save(agent, 'Mine', { assignee: 'me' })
  await save(publisher, 'Words', { text: 'where' })
  await save(publisher, '已完成', { state: 'done' })
  expect(complaints).toMatchObject({ shared: true, changeable: true, filter: { state: 'open', meanings: ['complaint'] } })
  expect((await look(at, 'agent')).map(({ name, count }) => [name, count])).toEqual([
    ['Complaints', 1],
    ['Mine', 0],
  ])
  expect((await look(at, 'publisher')).map(({ name, count }) => [name, count])).toEqual([
    ['Complaints', 1],
    ['Words', undefined],
    ['已完成', undefined],
  ])
})

test('views are renamed, ordered and deleted by whoever made them; those for everyone also by publishers', async () => {
  await using at = await inboxWorld()
  const { brandId, agent, publisher, owner } = at.here.at
  const save = (who: typeof agent, name: string, shared: boolean) =>
    createView(at.needs, who.call('inbox.createView'), { brandId, name, shared, filter: { state: 'open' } })
  const [first, second] = [await save(publisher, 'First', true), await save(publisher, 'Second', true)]
  const own = await save(agent, 'Own', false)
  const byAgent = changeView(at.needs, agent.call('inbox.changeView'), { viewId: first.id, name: 'Mine now' })
  await expect(byAgent).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(removeView(at.needs, owner.call('inbox.removeView'), { viewId: own.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await changeView(at.needs, owner.call('inbox.changeView'), { viewId: first.id, name: 'Prime' })
  await orderViews(at.needs, agent.call('inbox.orderViews'), { brandId, viewIds: [own.id, second.id] })
  expect((await look(at, 'agent')).map(({ name }) => name)).toEqual(['Own', 'Second', 'Prime'])
  await removeView(at.needs, agent.call('inbox.removeView'), { viewId: own.id })
  expect((await look(at, 'agent')).map(({ name }) => name)).toEqual(['Second', 'Prime'])
})
