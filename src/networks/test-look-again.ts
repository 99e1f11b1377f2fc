import type { AccountAccess, Inbox, InboxKind, Looked, NetworkEnvironment, Outcome } from './network.ts'

interface Where {
  readonly inbox: Inbox
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
  readonly kind?: InboxKind
}

/** Looks for these again, as if each were a comment unless told otherwise. */
export function lookFor(ids: readonly string[], { inbox, access, environment, kind = 'comment' }: Where): Promise<Outcome<Looked>> {
  if (!inbox.lookingAgain) throw new Error('This network cannot be asked.')
  const items = ids.map((externalId) => ({ externalId, kind, answerTo: undefined }))
  return inbox.lookingAgain.look(items, access, environment)
}
