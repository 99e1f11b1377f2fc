import { createHash } from 'node:crypto'

import type { Db } from '#kit/database'

import { countTry, forgetTries } from '../wrong-tries.ts'

/** By which a browser is known that has signed in before. */
export const deviceCookie = 'device'
export const deviceSeconds = 365 * 24 * 60 * 60

/** Tries for one login from browsers that never signed in to it, from however many addresses, within ten minutes. */
const mostOfStrangers = 100

interface Try {
  readonly email: string
  readonly ip: string
  /** What the browser was given when it last signed in to this login. */
  readonly device?: string | undefined
}

/**
 * Slows down whoever guesses a password, and nobody else: a browser that has signed in to this login before is counted by itself, so what
 * others do from their addresses, or from behind the same one, does not reach it. The idea is OWASP's of device cookies
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
export async function guardGuessing(db: Db, attempt: Try): Promise<void> {
  await countTry(db, keyOf(attempt))
  if (attempt.device === undefined) await countTry(db, strangersOf(attempt.email), { most: mostOfStrangers })
}

/** The password was right: this browser's tries count anew. */
export async function passwordWasRight(db: Db, attempt: Try): Promise<void> {
  await forgetTries(db, keyOf(attempt))
}

/** The value of the cookie by which a browser is known to a login: which one, and a mark of its own. */
export function deviceMark(email: string, mark: string): string {
  return `${hashOf(email)}.${mark}`
}

/** The browser's own mark, if the cookie is about this login. */
export function deviceIn(cookie: string | null | undefined | false, email: string): string | undefined {
  const [login, mark] = (cookie || '').split('.')
  return login === hashOf(email) && mark ? mark : undefined
}

function keyOf({ email, ip, device }: Try): string {
  return device === undefined ? `sign-in:${ip}:${hashOf(email)}` : `sign-in:device:${device}`
}

function strangersOf(email: string): string {
  return `sign-in:strangers:${hashOf(email)}`
}

function hashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 22)
}
