import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, Tags } from 'lucide-react'
import { useState } from 'react'

import type { Preset } from '#contract/links'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { networkName } from '../networks.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { PresetForm } from './preset-form.tsx'
import { useLinksText } from './use-links-text.ts'
import { utmNames } from './utm-fields.tsx'

import styles from './link-settings.module.css'

interface PresetListProps {
  brandId: string
  mayWrite: boolean
}

/** What is added to addresses: for the brand first, then for what is narrower. */
export function PresetList({ brandId, mayWrite }: PresetListProps) {
  const { setting: words } = useLinksText()
  const { data, error, refetch } = useQuery(api.links.presets.queryOptions({ input: { brandId } }))
  const [open, setOpen] = useState<{ preset: Preset | undefined }>()
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({ preset: undefined })}>
      {words.newPreset}
    </Button>
  )
  return (
    <Section title={words.presets} hint={words.presetsHint} action={mayWrite && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data !== undefined && (
        <Rows label={words.presets}>
          {data.map((preset) => (
            <PresetRow key={preset.id ?? ''} brandId={brandId} preset={preset} mayWrite={mayWrite} onOpen={() => setOpen({ preset })} />
          ))}
        </Rows>
      )}
      {open && data && <PresetForm brandId={brandId} preset={open.preset} others={data} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function PresetRow({ brandId, preset, mayWrite, onOpen }: PresetListProps & { preset: Preset; onOpen: () => void }) {
  const { setting: words } = useLinksText()
  const explain = useExplain()
  const name = usePresetName(brandId)(preset)
  const { id: presetId, patterns } = preset
  async function remove(): Promise<void> {
    if (presetId === undefined) return
    try {
      await client.links.removePreset({ presetId })
      toast(words.presetRemoved)
    } catch (error) {
      showTrouble(explain(error))
    }
    await reload('links')
  }
  const said = utmNames.filter((each) => patterns[each] !== '').map((each) => `utm_${each}=${patterns[each]}`)
  return (
    <Row lead={<Tags size={18} aria-hidden="true" />} title={name} note={<span className={styles.patterns}>{said.join(' · ')}</span>}>
      {mayWrite && (
        <>
          <Button variant="default" onClick={onOpen}>
            {words.changePreset}
          </Button>
          {presetId !== undefined && (
            <ConfirmButton
              question={words.removePresetAsk(name)}
              explanation={words.removePresetHint}
              confirm={words.removePreset}
              onConfirm={remove}
            >
              {words.removePreset}
            </ConfirmButton>
          )}
        </>
      )}
    </Row>
  )
}

function usePresetName(brandId: string): (preset: Preset) => string {
  const { setting: words } = useLinksText()
  const { campaigns } = useBelongings(brandId)
  return ({ campaignId, network }) => {
    const campaign = campaigns.find(({ id }) => id === campaignId)?.name ?? words.goneCampaign
    if (campaignId === undefined) return network === undefined ? words.brandPreset : words.onNetwork(networkName(network))
    return network === undefined ? words.ofCampaign(campaign) : words.both(campaign, networkName(network))
  }
}
