import { useState } from 'react'

/** One key per form: `current()` for every try of the same request, `next()` after it succeeded or its content changed. */
export function useIdempotencyKey() {
  const [key] = useState(createKey)
  return key
}

function createKey() {
  let value = random()
  return {
    current: () => value,
    next: () => {
      value = random()
    },
  }
}

/** 128 random bits; crypto.randomUUID is missing where Hearth is reached over plain http. */
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
