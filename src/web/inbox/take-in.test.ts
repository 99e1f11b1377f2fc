import { expect, test } from 'vitest'

import type { ThreadSummary } from '#contract/inbox'

import { takeIn, type Taking, type ThreadPage } from './take-in.ts'

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
const idsIn = ({ pages }: { pages: readonly ThreadPage[] }) => pages.map(({ threads }) => threads.map(({ id }) => id).join(' '))
const taken = (pages: readonly ThreadPage[], taking: Omit<Taking, 'perPage'>) => takeIn(pages, { ...taking, perPage: 2 })
const told = (...ids: string[]) => new Set(ids)

const pages = [page([thread('e', 50), thread('d', 40)], 'after d'), page([thread('c', 30), thread('b', 20)], 'after b')]

test('what is new and what moved stands in its place, and what no longer belongs there is gone', () => {
  const found = [thread('c', 55), thread('new', 45)]
  expect(idsIn(taken(pages, { told: told('c', 'd', 'new'), found, byDue: false }))).toEqual(['c e', 'new b'])
  expect(idsIn({ pages })).toEqual(['e d', 'c b'])
})

test('what belongs further down than the list was read waits for its page; at the end of everything it is the last', () => {
  const old = thread('old', 10)
  expect(idsIn(taken(pages, { told: told('old'), found: [old], byDue: false }))).toEqual(['e d', 'c b'])
  const whole = [page([thread('e', 50)])]
  expect(idsIn(taken(whole, { told: told('old'), found: [old], byDue: false }))).toEqual(['e old'])
  expect(idsIn(taken([page([])], { told: told('old'), found: [old], byDue: false }))).toEqual(['old'])
})

test('what is due first stands first where the list says so', () => {
  const list = [page([thread('soon', 1, 58), thread('late', 2, 59), thread('quiet', 30)])]
  const found = [thread('sooner', 0, 57), thread('latest', 40)]
  expect(idsIn(taken(list, { told: told('sooner', 'latest'), found, byDue: true }))).toEqual(['sooner soon late latest quiet'])
})

test('a list is asked for anew when its last thread moved, for who comes then is not known, and when it grew long', () => {
  const moved = taken(pages, { told: told('b'), found: [thread('b', 59)], byDue: false })
  expect([idsIn(moved), moved.stale]).toEqual([['b e d', 'c'], true])
  const many = Array.from({ length: 120 }, (_, index) => thread(`n${index}`, 59))
  const long = taken(pages, { told: told(...many.map(({ id }) => id)), found: many, byDue: false })
  expect([long.pages[0]?.threads.length, long.stale]).toEqual([122, true])
  expect(taken(pages, { told: told('d'), found: [], byDue: false }).stale).toBe(false)
})
