import type { Db } from '#kit/database'
import type { AccountFacts } from '#modules/publishing'
import type { WebhookKeys } from '#networks/network'

import type { Handlers } from './handlers.ts'

/** What the door for webhooks is given by the modules below, and whom it tells what came of them. */
export interface WebhookNeeds {
  /** What messages for the workspace's app are checked with; for the installation's own app where no workspace is given. Undefined where there is none. */
  readonly keys: (of: { network: string; workspaceId?: string | undefined }) => Promise<WebhookKeys | undefined>
  /** Accounts that are connected, by the network's ids of their profiles; over all workspaces where none is given. */
  readonly accounts: (
    db: Db,
    of: { network: string; workspaceId?: string | undefined; externalIds: readonly string[] },
  ) => Promise<(AccountFacts & { readonly workspaceId: string })[]>
  readonly counted: (what: WebhookFate, network: string, amount?: number) => void
  readonly handlers: Handlers
}

/** `repeated`: known already · `refused`: not signed by the app, or not the network's question · `dropped`: events for nobody here, or that nothing could be made of. */
export type WebhookFate = 'kept' | 'repeated' | 'refused' | 'dropped'
