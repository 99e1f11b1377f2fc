import { useQueries } from '@tanstack/react-query'
import { Gauge, TriangleAlert } from 'lucide-react'

import type { AccountQuotas } from '#contract/publishing'

import { api } from '../../api.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { networkName, useNetworkTexts } from '../../networks.ts'
import type { Report } from './check-draft.ts'
import { leftAfter } from './quota-left.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './checks-strip.module.css'

/** What the post takes from each account's quotas, and what is left then; loud only where it would be too much. */
export function QuotaLines({ reports }: { reports: readonly Report[] }) {
  const asking = reports.flatMap(({ uses, accounts }) => (uses.length === 0 ? [] : accounts.map((account) => ({ account, uses }))))
  const answers = useQueries({
    queries: asking.map(({ account }) => api.publishing.quotas.queryOptions({ input: { accountId: account.id }, staleTime: 60_000 })),
  })
  return asking.map(({ account, uses }, index) =>
    leftAfter(uses, answers[index]?.data?.quotas ?? []).map((after) => (
      <QuotaLine key={`${account.id} ${after.quota.name}`} network={account.network} handle={account.handle} {...after} />
    )),
  )
}

interface QuotaLineProps {
  network: string
  handle: string
  amount: number
  left: number
  quota: AccountQuotas['quotas'][number]
}

function QuotaLine({ network, handle, amount, left, quota }: QuotaLineProps) {
  const words = useComposerText().quotas
  const { language } = useLanguage()
  const format = useFormat()
  const name = useNetworkTexts().get(network)?.[language][`quota.${quota.name}`] ?? quota.name
  const counted = words.uses({ where: `${networkName(network)} @${handle}`, name, amount: format.number(amount) })
  if (left < 0) {
    return (
      <p className={styles.cost} data-tone="bad">
        <TriangleAlert size={16} aria-hidden="true" />
        {counted} {words.tooMuch(format.number(Math.max(0, quota.max - quota.used)), format.number(quota.max))}
      </p>
    )
  }
  return (
    <p className={styles.cost}>
      <Gauge size={16} aria-hidden="true" />
      {counted} {words.left(format.number(left), format.number(quota.max))}
    </p>
  )
}
