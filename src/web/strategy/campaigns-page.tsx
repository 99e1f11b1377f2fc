import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Campaign, HashtagGroup, Label } from '#contract/strategy'

import { api } from '../api.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignList } from './campaign-list.tsx'
import { HashtagForm } from './hashtag-form.tsx'
import { HashtagList } from './hashtag-list.tsx'
import { LabelForm } from './label-form.tsx'
import { LabelList } from './label-list.tsx'
import { useStrategyText } from './use-strategy-text.ts'

/** What is written in a form: something that is there, or something new. */
type Open = { kind: 'campaign'; campaign?: Campaign } | { kind: 'label'; label?: Label } | { kind: 'hashtags'; group?: HashtagGroup }

/** Everything that posts are sorted by, to make, change and put away. */
export function CampaignsPage() {
  const words = useStrategyText()
  const { pages } = useText().settings
  const brand = useBrand()
  const mayWrite = useMay()('plan.manage')
  const [open, setOpen] = useState<Open>()
  const campaigns = useQuery(api.strategy.campaigns.queryOptions({ input: { brandId: brand.id } }))
  const labels = useQuery(api.strategy.labels.queryOptions({ input: { brandId: brand.id } }))
  const close = () => setOpen(undefined)
  return (
    <Page title={pages.campaigns} lead={mayWrite ? words.lead : words.readOnly}>
      <CampaignList
        campaigns={campaigns}
        mayWrite={mayWrite}
        onOpen={(campaign) => setOpen({ kind: 'campaign', ...(campaign && { campaign }) })}
      />
      <LabelList labels={labels} mayWrite={mayWrite} onOpen={(label) => setOpen({ kind: 'label', ...(label && { label }) })} />
      <HashtagList brandId={brand.id} mayWrite={mayWrite} onOpen={(group) => setOpen({ kind: 'hashtags', ...(group && { group }) })} />
      {open?.kind === 'campaign' && <CampaignForm brandId={brand.id} campaign={open.campaign} onClose={close} />}
      {open?.kind === 'label' && <LabelForm brandId={brand.id} label={open.label} onClose={close} />}
      {open?.kind === 'hashtags' && <HashtagForm brandId={brand.id} group={open.group} onClose={close} />}
    </Page>
  )
}
