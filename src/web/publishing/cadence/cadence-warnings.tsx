import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarRange } from 'lucide-react'

import type { Account } from '#contract/connections'
import type { Cadence, CadenceWarning } from '#contract/publishing'

import { api } from '../../api.ts'
import { useWrite } from '../../frame/use-write.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useCadenceText } from './use-cadence-text.ts'

import today from '../today/today.module.css'

/** Where the plan of the coming two weeks has gaps, or days that are too full: items of the list of what needs somebody. */
export function CadenceWarnings({ accounts, warnings }: { accounts: readonly Account[]; warnings: readonly CadenceWarning[] }) {
  const { id: brandId } = useBrand()
  const cadences = useQuery(api.publishing.cadences.queryOptions({ input: { brandId } }))
  return warnings.map((warning) => {
    const account = accounts.find(({ id }) => id === warning.accountId)
    const cadence = cadences.data?.find(({ accountId }) => accountId === warning.accountId)
    if (account === undefined || cadence === undefined) return null
    const key = `${warning.accountId} ${warning.kind === 'gap' ? warning.from : warning.day}`
    return <Warning key={key} {...{ warning, account, cadence }} />
  })
}

function Warning({ warning, account, cadence }: { warning: CadenceWarning; account: Account; cadence: Cadence }) {
  const words = useCadenceText().warnings
  const write = useWrite()
  const mayWrite = useMay()('posts.write')
  const format = useFormat('UTC')
  const inWords = (day: string) => format.date(`${day}T12:00:00Z`)
  return (
    <li className={today.need}>
      <CalendarRange size={18} className={today.soft} aria-hidden="true" />
      <div className={today.words}>
        <p className={today.what}>
          {warning.kind === 'gap'
            ? words.gap(account.handle, inWords(warning.from), inWords(warning.to))
            : words.overfull(account.handle, inWords(warning.day))}{' '}
          <NetworkIcon network={account.network} size={14} />
        </p>
        <p className={today.why}>
          {warning.kind === 'gap'
            ? words.gapHint(warning.days, cadence.mostDaysApart ?? warning.days)
            : words.overfullHint(warning.posts, cadence.mostPerDay ?? warning.posts)}
        </p>
      </div>
      {warning.kind === 'gap' && mayWrite && (
        <Button variant="default" size="compact-sm" onClick={() => write.open()}>
          {words.fill}
        </Button>
      )}
      {warning.kind === 'overfull' && (
        <Button
          renderRoot={(props) => <Link to="/calendar" search={{ view: 'day', date: warning.day }} {...props} />}
          variant="default"
          size="compact-sm"
        >
          {words.look}
        </Button>
      )}
    </li>
  )
}
