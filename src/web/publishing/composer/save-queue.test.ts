import { expect, test, vi, beforeEach, afterEach } from 'vitest'

import { saveQueue, type SaveState } from './save-queue.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function world(answers: Array<'saved' | 'failed' | 'conflict'> = []) {
  const sent: string[] = []
  const states: SaveState[] = []
  const gates: Array<() => void> = []
  const queue = saveQueue<string>({
    save: (value) => {
      sent.push(value)
      return new Promise((resolve) => gates.push(() => resolve(answers.shift() ?? 'saved')))
    },
    onState: (state) => states.push(state),
  })
  async function answer() {
    gates.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { queue, sent, states, answer }
}

test('several keystrokes make one save of the last value', async () => {
  const { queue, sent, states, answer } = world()
  queue.change('a')
  await vi.advanceTimersByTimeAsync(500)
  queue.change('ab')
  await vi.advanceTimersByTimeAsync(799)
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await answer()
  expect(sent).toEqual(['ab'])
  expect(states).toEqual(['waiting', 'saving', 'saved'])
})

test('what is typed during a save is saved after it, never beside it', async () => {
  const { queue, sent, answer } = world()
  queue.change('a')
  await vi.advanceTimersByTimeAsync(800)
  queue.change('ab')
  queue.change('abc')
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual(['a'])
  await answer()
  expect(sent).toEqual(['a', 'abc'])
  await answer()
  expect(queue.state()).toBe('saved')
})

test('a failed save is tried again by itself, later each time, with the newest value', async () => {
  const { queue, sent, answer } = world(['failed', 'failed'])
  queue.change('a')
  await vi.advanceTimersByTimeAsync(800)
  await answer()
  expect(queue.state()).toBe('failed')
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual(['a', 'a'])
  await answer()
  await vi.advanceTimersByTimeAsync(3999)
  expect(sent).toHaveLength(2)
  queue.retry()
  await answer()
  expect(sent).toHaveLength(3)
  expect(queue.state()).toBe('saved')
})

test('a conflict stops saving until a person settles it', async () => {
  const { queue, sent, answer } = world(['conflict'])
  queue.change('mine')
  await vi.advanceTimersByTimeAsync(800)
  await answer()
  queue.change('mine too')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual(['mine'])
  expect(await queue.flush()).toBe('conflict')
  queue.settle('mine too')
  await vi.advanceTimersByTimeAsync(0)
  await answer()
  expect(sent).toEqual(['mine', 'mine too'])
  expect(queue.state()).toBe('saved')
})

test('flush saves at once and waits for what is under way', async () => {
  const { queue, sent, answer } = world()
  queue.change('a')
  await vi.advanceTimersByTimeAsync(800)
  queue.change('b')
  const flushed = queue.flush()
  await answer()
  await answer()
  expect(await flushed).toBe('saved')
  expect(sent).toEqual(['a', 'b'])
})
