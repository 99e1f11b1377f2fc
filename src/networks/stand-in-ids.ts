import { randomInt } from 'node:crypto'

/** The first 62 for secrets, all 64 for addresses. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** An id of so many digits that begins with `head`. */
export function newDigits(head: string, length: number): string {
  return Array.from({ length: length - head.length }).reduce<string>((id) => `${id}${randomInt(10)}`, head)
}

/** `head`, and so many letters and digits behind it. */
export function newSecret(head: string, length: number): string {
  return Array.from({ length }).reduce<string>((secret) => `${secret}${letters[randomInt(62)] ?? ''}`, head)
}

/** As in the addresses of posts on Instagram and Threads. */
export function newShortcode(): string {
  return Array.from({ length: 10 }).reduce<string>((code) => `${code}${letters[randomInt(64)] ?? ''}`, 'D')
}

/** @throws Error that says `otherwise` where none has this id. */
export function withId<Kept extends { readonly id: string }>(all: readonly Kept[], id: string, otherwise: string): Kept {
  const found = all.find((each) => each.id === id)
  if (!found) throw new Error(otherwise)
  return found
}
