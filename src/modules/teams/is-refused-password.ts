import { isBreached } from './breached-passwords.ts'
import { isWeakPassword } from './password-rules.ts'

/** Would a guesser try this password early: by its make, or because it is known from breaches? `about`: the person's own name and address. */
export async function isRefusedPassword(password: string, about: readonly string[] = []): Promise<boolean> {
  return isWeakPassword(password, about) || (await isBreached(password))
}
