import { expect, test } from 'vitest'

import { isUntold, nearest, nextPlace, type ChartData } from './chart-data.ts'
import { moved, shadeOf } from './heat-cells.ts'
import { optionsOf } from './options-of.ts'
import { sparkPath } from './spark-path.ts'

test('arrows walk along a chart from its newest end and stay on it', () => {
  expect(nextPlace(undefined, 'ArrowLeft', 5)).toBe(4)
  expect(nextPlace(4, 'ArrowRight', 5)).toBe(4)
  expect(nextPlace(3, 'ArrowLeft', 5)).toBe(2)
  expect(nextPlace(3, 'Home', 5)).toBe(0)
  expect(nextPlace(3, 'a', 5)).toBeUndefined()
  const times = [0, 10, 100].map((at) => ({ short: '', full: '', at }))
  expect([
    nearest(times, 4),
    nearest(times, 60),
    nearest(
      times.map(() => ({ short: '', full: '' })),
      1.4,
    ),
  ]).toEqual([0, 2, 1])
  expect(moved({ row: 0, column: 23 }, 'ArrowRight', { rows: 7, columns: 24 })).toEqual({ row: 0, column: 23 })
  expect(moved({ row: 0, column: 3 }, 'ArrowDown', { rows: 7, columns: 24 })).toEqual({ row: 1, column: 3 })
})

test('nothing told is not nought: it has no shade, no line, and a chart of it is not drawn', () => {
  expect(shadeOf(null, 10)).toBe(0)
  expect(shadeOf(0, 10)).toBeGreaterThan(0)
  expect(shadeOf(10, 10)).toBe(100)
  expect(sparkPath([null, null], { width: 100, height: 24 })).toBe('')
  expect(sparkPath([0, 1, null, 1], { width: 90, height: 24 })).toBe('M0.0 22.0L30.0 2.0M90.0 2.0h2')
  expect(isUntold({ series: [{ name: 'Reach', role: 'main', values: [null, null] }] })).toBe(true)
  expect(isUntold({ series: [{ name: 'Reach', role: 'main', values: [null, 0] }] })).toBe(false)
})

test('the earlier time is a dashed line beside bars, and two accounts differ by line and mark, not by colour alone', () => {
  const data: ChartData = {
    places: [{ short: '1', full: '1 May' }],
    series: [
      { name: 'Now', role: 'main', values: [3] },
      { name: 'Before', role: 'before', values: [2] },
    ],
    form: 'bars',
    say: { full: String, short: String },
  }
  const look = { colours: { main: '#a00', other: '#000', faint: '#888', line: '#eee', words: '#555' }, still: true }
  expect(optionsOf(data, look)).toMatchObject({
    animation: false,
    series: [{ type: 'bar' }, { type: 'line', lineStyle: { type: [3, 3] } }],
  })
  const two: ChartData = {
    ...data,
    form: 'line',
    series: [
      { name: 'One', role: 'main', values: [3] },
      { name: 'Other', role: 'other', values: [1] },
    ],
  }
  expect(optionsOf(two, look)).toMatchObject({
    series: [
      { lineStyle: { type: 'solid' }, symbol: 'circle' },
      { lineStyle: { type: [10, 4] }, symbol: 'rect' },
    ],
  })
})
