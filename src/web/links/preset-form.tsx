import { Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'

import type { Patterns, Preset } from '#contract/links'

import { client } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { networkName } from '../networks.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { Trouble } from '../ui/states.tsx'
import { useSaving } from '../use-saving.ts'
import { useNetworks } from './link-place.tsx'
import { useLinksText } from './use-links-text.ts'
import { utmNames } from './utm-fields.tsx'

import styles from './link-settings.module.css'

interface PresetFormProps {
  brandId: string
  /** Absent for a new one. */
  preset: Preset | undefined
  /** All that are there: each campaign and network has one. */
  others: readonly Preset[]
  onClose: () => void
}

interface Values extends Patterns {
  campaignId: string | null
  network: string | null
}

const variables = ['{brand}', '{campaign}', '{network}', '{account}', '{post}', '{date}', '{label}']
const pattern = /^(?:[^{}]|\{(?:brand|campaign|network|account|post|date|label)\})*$/

export function PresetForm({ brandId, preset, others, onClose }: PresetFormProps) {
  const words = useLinksText()
  const { close } = useText().ui
  const saving = useSaving('links', onClose)
  const form = usePresetForm(preset, others)
  const save = ({ campaignId, network, ...patterns }: Values) =>
    client.links.setPreset({ brandId, patterns, ...(campaignId ? { campaignId } : {}), ...(network ? { network } : {}) })
  return (
    <Modal
      opened
      onClose={onClose}
      title={preset ? words.setting.changePreset : words.setting.newPresetTitle}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form onSubmit={form.onSubmit((values) => void saving.save(() => save(values), words.form.saved))} noValidate>
        <Stack>
          {preset === undefined && <Scope brandId={brandId} form={form} />}
          <p className={styles.variables}>{words.setting.variables(variables.join(' '))}</p>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
            {utmNames.map((name) => (
              <TextInput
                key={name}
                label={words.utm[name]}
                placeholder={words.setting.emptyPattern}
                maxLength={200}
                autoComplete="off"
                {...form.getInputProps(name)}
              />
            ))}
          </SimpleGrid>
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {words.form.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function usePresetForm(preset: Preset | undefined, others: readonly Preset[]) {
  const { setting: words } = useLinksText()
  const isPattern = (text: string) => (pattern.test(text) ? null : words.wrongPattern(variables.join(' ')))
  const base = preset ?? others[0]
  const initialValues: Values = {
    campaignId: preset?.campaignId ?? null,
    network: preset?.network ?? null,
    ...(base?.patterns ?? { source: '', medium: '', campaign: '', term: '', content: '' }),
  }
  return useForm({
    initialValues,
    validate: {
      campaignId: (campaignId, { network }) => {
        if (preset) return null
        if (campaignId === null && network === null) return words.chooseOne
        const isThere = others.some((each) => (each.campaignId ?? null) === campaignId && (each.network ?? null) === network)
        return isThere ? words.presetTaken : null
      },
      source: isPattern,
      medium: isPattern,
      campaign: isPattern,
      term: isPattern,
      content: isPattern,
    },
  })
}

function Scope({ brandId, form }: { brandId: string; form: ReturnType<typeof usePresetForm> }) {
  const { form: words, setting } = useLinksText()
  const { campaigns } = useBelongings(brandId)
  const networks = useNetworks()
  return (
    <Group grow align="flex-start">
      <Select
        label={words.campaign}
        placeholder={setting.anyCampaign}
        data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...form.getInputProps('campaignId')}
      />
      <Select
        label={words.network}
        placeholder={setting.anyNetwork}
        data={networks.map((id) => ({ value: id, label: networkName(id) }))}
        clearable
        {...form.getInputProps('network')}
      />
    </Group>
  )
}
