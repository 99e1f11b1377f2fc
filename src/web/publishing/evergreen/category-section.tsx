import { Button } from '@mantine/core'
import { CircleAlert, CirclePause } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Account } from '#contract/connections'
import type { Category } from '#contract/publishing'

import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { CategoryActions } from './category-actions.tsx'
import { ComingTimes } from './coming-times.tsx'
import { KeptList } from './kept-list.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

interface CategorySectionProps {
  category: Category
  accounts: readonly Account[]
  mayChange: boolean
  onChange: () => void
}

/** One category: where it speaks, what stands in its way, what is planned, and what it keeps. */
export function CategorySection({ category, accounts, mayChange, onChange }: CategorySectionProps) {
  const words = useEvergreenText().category
  const format = useFormat()
  const chosen = accounts.filter(({ id }) => category.accountIds.includes(id))
  return (
    <Section title={category.name} action={mayChange && <CategoryActions category={category} onChange={onChange} />}>
      <div className={styles.facts}>
        {category.paused && (
          <StateBadge tone="wait" icon={CirclePause}>
            {words.paused}
          </StateBadge>
        )}
        {chosen.map(({ id, handle, network }) => (
          <span key={id} className={styles.account}>
            <NetworkIcon network={network} size={14} />@{handle}
          </span>
        ))}
        <span>{words.rests(category.leastDays)}</span>
      </div>
      {category.accountIds.length === 0 && <Warning>{words.noAccounts}</Warning>}
      {category.repeatsDiscouraged.length > 0 && (
        <Warning>{words.repeats(format.list(category.repeatsDiscouraged.map((network) => networkName(network))))}</Warning>
      )}
      {category.slots.length === 0 ? (
        <Warning>
          {words.noTimes}{' '}
          {mayChange && (
            <Button size="compact-sm" variant="default" onClick={onChange}>
              {words.setTimes}
            </Button>
          )}
        </Warning>
      ) : (
        <ComingTimes category={category} />
      )}
      <KeptList category={category} accounts={accounts} mayChange={mayChange} />
    </Section>
  )
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <div className={styles.warning}>
      <CircleAlert size={16} aria-hidden="true" />
      <span>{children}</span>
    </div>
  )
}
