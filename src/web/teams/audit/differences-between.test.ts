import { expect, test } from 'vitest'

import { differencesBetween } from './differences-between.ts'

test('only what differs is told, down to the field it is in; what comes or goes is told whole', () => {
  const before = {
    name: 'Desk',
    steps: [
      { name: 'One', members: ['a'] },
      { name: 'Two', members: [] },
    ],
    on: true,
  }
  const after = { name: 'Desk', steps: [{ name: 'One', members: ['a', 'b'] }], on: false }
  expect(differencesBetween(before, after)).toEqual([
    { path: ['steps', '1', 'members'], before: ['a'], after: ['a', 'b'] },
    { path: ['steps', '2', 'name'], before: 'Two', after: undefined },
    { path: ['on'], before: true, after: false },
  ])
  expect(differencesBetween({ steps: [] }, { steps: [{ name: 'One' }] })).toEqual([
    { path: ['steps', '1', 'name'], before: undefined, after: 'One' },
  ])
  expect(differencesBetween(week('17:00'), week('18:00'))).toEqual([
    { path: ['week'], before: week('17:00').week, after: week('18:00').week },
  ])
  expect(differencesBetween(undefined, { name: 'Desk' })).toEqual([{ path: ['name'], after: 'Desk' }])
  expect(differencesBetween({ name: 'Desk', role: null, tags: [] }, undefined)).toEqual([{ path: ['name'], before: 'Desk' }])
})

function week(to: string) {
  return { week: [{ to, day: 1, from: '09:00' }] }
}
