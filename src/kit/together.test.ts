import { expect, test } from 'vitest'

import { together } from './together.ts'

/** Rounds that end when the test says so. */
function rounds() {
  const begun: { readonly asked: readonly number[]; readonly end: (answers?: number[] | Error) => void }[] = []
  const ask = together<number, number>(
    (asked) =>
      new Promise((resolve, reject) => {
        const end = (answers: number[] | Error = asked.map((one) => one * 10)) =>
          answers instanceof Error ? reject(answers) : resolve(answers)
        begun.push({ asked, end })
      }),
  )
  return { ask, begun }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who asks in the same moment is answered by one round, each with its own answer', async () => {
  const { ask, begun } = rounds()
  const answers = Promise.all([ask(1), ask(2), ask(3)])
  await turn()
  expect(begun.map(({ asked }) => asked)).toEqual([[1, 2, 3]])
  begun[0]?.end()
  expect(await answers).toEqual([10, 20, 30])
})

test('who asks while a round is under way is in the next one', async () => {
  const { ask, begun } = rounds()
  const first = ask(1)
  await turn()
  const others = Promise.all([ask(2), ask(3)])
  await turn()
  expect(begun).toHaveLength(1)
  begun[0]?.end()
  expect(await first).toBe(10)
  await turn()
  expect(begun.map(({ asked }) => asked)).toEqual([[1], [2, 3]])
  begun[1]?.end()
  expect(await others).toEqual([20, 30])
})

test('a round that fails is told to everybody in it and to nobody else', async () => {
  const { ask, begun } = rounds()
  const failing = Promise.allSettled([ask(1), ask(2)])
  await turn()
  const next = ask(3)
  begun[0]?.end(new Error('away'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await turn()
  begun[1]?.end()
  expect(await next).toBe(30)
})

test('a round that forgets somebody is a fault', async () => {
  const { ask, begun } = rounds()
  const failing = Promise.allSettled([ask(1), ask(2)])
  await turn()
  begun[0]?.end([10])
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
