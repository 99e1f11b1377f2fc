import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Clock, Megaphone, Plus, Wrench } from 'lucide-react'
import { useState } from 'react'

import type { Cost } from '#contract/links'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useMoney } from '../use-money.ts'
import { CostForm } from './cost-form.tsx'
import { useReturnText } from './use-return-text.ts'

import styles from './return.module.css'

interface Asked {
  brandId: string
  from: string
  to: string
  campaignId?: string
}

const icons = { ads: Megaphone, tools: Wrench, hours: Clock }

/** What was spent in these months, to enter, change and delete. */
export function CostList({ asked, thisMonth }: { asked: Asked; thisMonth: string }) {
  const words = useReturnText()
  const [open, setOpen] = useState<{ cost?: Cost }>()
  const { data, error, refetch } = useQuery(api.links.costs.queryOptions({ input: asked }))
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({})}>
      {words.addCost}
    </Button>
  )
  return (
    <Section title={words.costs} hint={words.costsHint} action={add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p className={styles.soft}>{words.noCosts}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.costs}>
          {data.map((cost) => (
            <CostRow key={cost.id} brandId={asked.brandId} cost={cost} onOpen={() => setOpen({ cost })} />
          ))}
        </Rows>
      )}
      {open && (
        <CostForm
          brandId={asked.brandId}
          cost={open.cost}
          month={asked.to < thisMonth ? asked.to : thisMonth}
          campaignId={asked.campaignId}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}

function CostRow({ brandId, cost, onOpen }: { brandId: string; cost: Cost; onOpen: () => void }) {
  const words = useReturnText()
  const money = useMoney()
  const format = useFormat('UTC')
  const { data: campaigns = [] } = useQuery(api.strategy.campaigns.queryOptions({ input: { brandId } }))
  const remove = useMutation(api.links.removeCost.mutationOptions(useOutcome({ changed: 'costs', says: words.removed })))
  const { id: costId, kind, name, month, campaignId, amount, currency, work } = cost
  const Icon = icons[kind]
  const facts = [
    words.kinds[kind],
    format.month(`${month}-01T00:00:00Z`),
    campaigns.find(({ id }) => id === campaignId)?.name,
    work && words.work(format.number(Number(work.hours)), money({ value: work.rate, currency })),
  ]
  return (
    <Row
      lead={<Icon size={18} aria-hidden="true" />}
      title={name}
      note={facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}
    >
      <span className={styles.money}>{money({ value: amount, currency })}</span>
      <Button variant="default" onClick={onOpen}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeAsk(name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ costId }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </Row>
  )
}
