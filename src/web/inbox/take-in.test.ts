import { expect, test } from 'vitest'

import type { ThreadSummary } from '#contract/inbox'

import { takeIn, type ThreadPage } from './take-in.ts'

function thread(id: string, minute: number, due?: number): ThreadSummary {
  return {
    id,
    accountId: 'a',
    network: 'mastodon',
    kind: 'comment',
    firstLine: '',
    messages: 1,
    state: 'open',
    labelIds: [],
    urgent: false,
    lastAt: at(minute),
    ...(due === undefined ? {} : { due: { what: 'answer', at: at(due) } }),
  }
}

const at = (minute: number) => `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z`

const page = (threads: ThreadSummary[], next?: string): ThreadPage => ({ threads, next })
const idsOf = (pages: ThreadPage[] | undefined) => pages?.map(({ threads }) => threads.map(({ id }) => id).join(' '))
const told = (...ids: string[]) => new Set(ids)

const pages = [page([thread('e', 50), thread('d', 40)], 'after d'), page([thread('c', 30), thread('b', 20)], 'after b')]

test('what is new and what moved stands in its place, and what no longer belongs there is gone', () => {
  const found = [thread('c', 55), thread('new', 45)]
  expect(idsOf(takeIn(pages, 2, { told: told('c', 'd', 'new'), found, byDue: false }))).toEqual(['c e', 'new b'])
  expect(idsOf(pages)).toEqual(['e d', 'c b'])
})

test('what belongs further down than the list was read waits for its page; at the end of everything it is the last', () => {
  const old = thread('old', 10)
  expect(idsOf(takeIn(pages, 2, { told: told('old'), found: [old], byDue: false }))).toEqual(['e d', 'c b'])
  const whole = [page([thread('e', 50)])]
  expect(idsOf(takeIn(whole, 2, { told: told('old'), found: [old], byDue: false }))).toEqual(['e old'])
  expect(idsOf(takeIn([page([])], 2, { told: told('old'), found: [old], byDue: false }))).toEqual(['old'])
})

test('what is due first stands first where the list says so', () => {
  const list = [page([thread('soon', 1, 58), thread('late', 2, 59), thread('quiet', 30)])]
  const found = [thread('sooner', 0, 57), thread('latest', 40)]
  expect(idsOf(takeIn(list, 50, { told: told('sooner', 'latest'), found, byDue: true }))).toEqual(['sooner soon late latest quiet'])
})

test('where the last page ends is asked for anew when its last thread moved, and so is a list that grew long', () => {
  expect(takeIn(pages, 2, { told: told('b'), found: [], byDue: false })).toBeUndefined()
  const many = Array.from({ length: 120 }, (_, index) => thread(`n${index}`, 59))
  expect(takeIn(pages, 2, { told: told(...many.map(({ id }) => id)), found: many, byDue: false })).toBeUndefined()
})
