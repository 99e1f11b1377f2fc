import type { Account } from '#contract/connections'
import type { KeptTrouble } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useFormat } from '../../language/use-format.ts'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

/** Why a kept post was passed over, or goes out without some accounts. */
export function KeptTroubleLine({ trouble, accounts }: { trouble: KeptTrouble; accounts: readonly Account[] }) {
  const words = useEvergreenText().trouble
  const reasonOf = useReason()
  const format = useFormat()
  const sentences = new Set(
    (trouble.reasons ?? []).map(({ accountId, reason }) => {
      const account = accounts.find(({ id }) => id === accountId)
      return `${account === undefined ? '' : `@${account.handle}: `}${reasonOf(account?.network, reason)}`
    }),
  )
  return (
    <div className={trouble.skipped ? styles.trouble : undefined}>
      {trouble.skipped ? words.skipped : words.partly} {trouble.code === 'MEDIA_EXPIRED' && words.expired(format.list(trouble.names ?? []))}
      {trouble.code === 'MEDIA_MISSING' && words.missing}
      {trouble.code === 'AGAINST_RULES' && words.againstRules(format.list(trouble.names ?? []))}
      {[...sentences].join(' ')}
    </div>
  )
}
