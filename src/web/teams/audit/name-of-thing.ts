import type { AuditName } from '#contract/teams'

import type { en } from './messages.en.ts'

/** What something is called, and in words that it is gone. */
export function nameOfThing({ kind, name, gone }: AuditName, words: typeof en): string {
  if (!gone && name !== undefined) return name
  const how = kind === 'member' ? 'left' : 'deleted'
  return name === undefined ? words.goneUnnamed[how] : words.gone[how](name)
}
