import assert from 'node:assert/strict'

/** Fails the journey with a sentence. */
export function expect(truth: boolean, sentence: string): asserts truth {
  assert.ok(truth, sentence)
}

export function same(found: unknown, wanted: unknown, sentence: string): void {
  assert.deepEqual(found, wanted, sentence)
}
