import type { Outcome, Trouble } from '#networks/network'

import type { ConnectionsNeeds } from './needs.ts'
import { markSignedOut } from './refresh-account.ts'
import { rememberProblem } from './remember-problem.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** Keeps the account's last problem for its health; a grant that the network calls gone signs the account out, a token that merely ran out does not. Answers the outcome as it came. */
export async function noteProblem<Value>(needs: ConnectionsNeeds, key: Key, outcome: Outcome<Value>): Promise<Outcome<Value>> {
  if (outcome.ok || outcome.trouble.kind === 'rejected' || isProcessing(outcome.trouble)) return outcome
  await rememberProblem(needs.db, needs, { key, reason: outcome.trouble.reason })
  if (outcome.trouble.kind === 'signed-out' && outcome.trouble.reason.code !== 'token-expired') await markSignedOut(needs, key)
  return outcome
}

function isProcessing(trouble: Trouble): boolean {
  return trouble.kind === 'slow-down' && trouble.processing === true
}
