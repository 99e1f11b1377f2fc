import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { BrandRule } from '#contract/voice'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { RuleRow } from './rule-row.tsx'
import { TryBox } from './try-box.tsx'
import { useVoiceText } from './use-voice-text.ts'

const BrandRuleForm = lazy(async () => ({ default: (await import('./brand-rule-form.tsx')).BrandRuleForm }))
const StartingDialog = lazy(async () => ({ default: (await import('./starting-dialog.tsx')).StartingDialog }))

type Open = { readonly form: BrandRule | undefined } | 'starting'

/** What a brand wants of its texts: rules, a set to begin with, and a box to try them in. */
export function VoicePage() {
  const words = useVoiceText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayManage = useMay()('rules.manage')
  const [open, setOpen] = useState<Open>()
  const { data, error, refetch } = useQuery(api.governance.brandRules.queryOptions({ input: { brandId } }))
  const close = () => setOpen(undefined)
  const begin = (
    <Group gap="sm">
      <Button variant="default" onClick={() => setOpen('starting')}>
        {words.starting.open}
      </Button>
      <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({ form: undefined })}>
        {words.add}
      </Button>
    </Group>
  )
  return (
    <Page title={pages.voice} lead={mayManage ? words.lead : words.readOnly} action={mayManage && begin}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} height={52} />}
      {data?.length === 0 && <EmptyState title={words.empty} />}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.list}>
          {data.map((rule) => (
            <RuleRow key={rule.id} rule={rule} mayManage={mayManage} onOpen={() => setOpen({ form: rule })} />
          ))}
        </Rows>
      )}
      {data !== undefined && (
        <Section title={words.try.title} hint={words.try.hint}>
          <TryBox rules={data} />
        </Section>
      )}
      <Suspense>
        {open === 'starting' && <StartingDialog brandId={brandId} onClose={close} />}
        {open !== undefined && open !== 'starting' && <BrandRuleForm brandId={brandId} rule={open.form} onClose={close} />}
      </Suspense>
    </Page>
  )
}
