import type { AccountFacts } from '#modules/publishing'

import type { Mailbox } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { tellWhoMustKnow } from '../playbooks/tell-who-must-know.ts'
import { applyRules } from '../rules/apply-rules.ts'

interface WhichAccount {
  readonly workspaceId: string
  readonly account: Pick<AccountFacts, 'id' | 'brandId' | 'network'>
}

/** The inbox of one account, with what understands its messages, and what its brand does about them by itself. */
export async function mailboxOf(needs: InboxNeeds, { workspaceId, account }: WhichAccount): Promise<Mailbox> {
  const { id: accountId, brandId, network } = account
  const understand = await needs.understander(needs.db, { workspaceId })
  const { rules, mustKnow } = await needs.ruling(needs.db, { workspaceId, brandId })
  const rule: Mailbox['rule'] = async (tx, arrived) => {
    await applyRules(tx, needs, { workspaceId, brandId, rules, arrived })
    await tellWhoMustKnow(tx, needs, { workspaceId, mustKnow, messages: arrived })
  }
  return { workspaceId, brandId, accountId, network, understand, rule }
}
