import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'

import type { Account } from '#contract/connections'

import { networkName } from '../../networks.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useComposerText } from './use-composer-text.ts'

import styles from './account-chips.module.css'

interface AccountChipsProps {
  accounts: readonly Account[]
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** Where the post goes: every connected account, a click takes it in or out. */
export function AccountChips({ accounts, chosen, onChange }: AccountChipsProps) {
  const words = useComposerText().accounts
  if (accounts.length === 0) {
    return (
      <p className={styles.none}>
        {words.none}{' '}
        <Button renderRoot={(props) => <Link to="/settings/accounts" {...props} />} variant="default" size="compact-sm">
          {words.connect}
        </Button>
      </p>
    )
  }
  return (
    <div className={styles.chips} role="group" aria-label={words.label} data-many={accounts.length > most || undefined}>
      {accounts.map((account) => {
        const on = chosen.includes(account.id)
        return (
          <button
            key={account.id}
            type="button"
            className={styles.chip}
            title={`${networkName(account.network)} · @${account.handle}`}
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((id) => id !== account.id) : [...chosen, account.id])}
          >
            <Avatar
              name={account.displayName}
              url={account.avatarUrl}
              size={22}
              mark={<NetworkIcon network={account.network} size={12} label={false} />}
            />
            <span className={styles.handle}>@{account.handle}</span>
            {account.health.state === 'signed-out' && <span className={styles.out}>{words.signedOut}</span>}
            {on && <Check size={14} aria-hidden="true" />}
          </button>
        )
      })}
    </div>
  )
}

/** More than this would crowd out what is written, so they are told by face and network. */
const most = 6
