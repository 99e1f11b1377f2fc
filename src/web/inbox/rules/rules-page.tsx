import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ListChecks, Plus } from 'lucide-react'
import { useState } from 'react'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { ActsDialog } from './acts-dialog.tsx'
import type { OpenRule } from './open-rule.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleList } from './rule-list.tsx'
import { useRuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'

/** The rules of a brand's inbox: to make, try, order, switch on and off, and take back. */
export function RulesPage() {
  const words = useRulesText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayWrite = useMay()('inbox.manage')
  const choices = useRuleChoices(brandId)
  const [open, setOpen] = useState<OpenRule>()
  const { data, error, refetch } = useQuery(api.inbox.rules.queryOptions({ input: { brandId } }))
  const close = () => setOpen(undefined)
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'form' })}>
      {words.add}
    </Button>
  )
  return (
    <Page title={pages.rules} lead={mayWrite ? words.lead : words.readOnly} action={mayWrite && (data?.length ?? 0) > 0 && add}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={64} />}
      {data?.length === 0 && (
        <EmptyState icon={<ListChecks size={24} />} title={words.empty} action={mayWrite && add}>
          {words.emptyHint}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <RuleList brandId={brandId} rules={data} choices={choices} mayWrite={mayWrite} onOpen={setOpen} />
      )}
      {open?.kind === 'form' && <RuleForm brandId={brandId} rule={open.rule} choices={choices} onClose={close} />}
      {open?.kind === 'acts' && <ActsDialog rule={open.rule} choices={choices} mayWrite={mayWrite} onClose={close} />}
    </Page>
  )
}
