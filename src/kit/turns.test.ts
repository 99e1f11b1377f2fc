import { expect, test } from 'vitest'

import { turns } from './turns.ts'

test('no more than the count go on at once, in the order they came, also after a failure', async () => {
  const take = turns(2)
  const running = new Set<number>()
  const begun: number[] = []
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  const all = gates.map((gate, index) =>
    take(async () => {
      running.add(index)
      begun.push(index)
      expect(running.size).toBeLessThanOrEqual(2)
      await gate.promise.finally(() => running.delete(index))
      return index
    }),
  )
  const settled = Promise.allSettled(all)
  gates[0]?.reject(new Error('the first fails'))
  for (const gate of gates.slice(1)) gate.resolve()
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(begun).toEqual([0, 1, 2, 3])
})
