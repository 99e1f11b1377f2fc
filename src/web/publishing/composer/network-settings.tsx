import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Settings2 } from 'lucide-react'

import type { SettingField, Settings } from '#networks/network'

import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { fieldsOf, type Place } from './check-draft.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { useSettingWords, type SettingWords } from './use-setting-words.ts'
import { changeSetting, settingsOn } from './variants.ts'

import styles from './network-settings.module.css'

interface NetworkSettingsProps {
  composer: Composer
  network: string
  places: readonly Place[]
}

/** What can be chosen for one network alone, in its own words. */
export function NetworkSettings({ composer, network, places }: NetworkSettingsProps) {
  const words = useComposerText().settings
  const own = useSettingWords(network)
  const { desk, change } = composer
  const fields = fieldsOf(places, network)
  if (fields.length === 0) return null
  const settings = settingsOn(desk.draft, network)
  return (
    <section id={settingsId(network)} className={styles.settings} aria-label={words.title(networkName(network))}>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={settings[field.name]}
          words={own}
          onChange={(value) => change((now) => ({ ...now, draft: changeSetting(now.draft, network, { field, value }) }))}
        />
      ))}
    </section>
  )
}

/** The settings of a network, for going to them. */
export function settingsId(network: string): string {
  return `settings-${network}`
}

interface FieldProps {
  field: SettingField
  value: string | boolean | undefined
  words: SettingWords
  onChange: (value: string | boolean) => void
}

function Field({ field, value, words, onChange }: FieldProps) {
  const { label, hint } = words.of(field)
  if (field.kind === 'toggle') {
    return (
      <Checkbox
        className={styles.toggle ?? ''}
        label={label}
        description={hint}
        checked={value === undefined ? field.usual : value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  }
  if (field.kind === 'text') {
    return (
      <TextInput
        label={label}
        description={hint}
        value={typeof value === 'string' ? value : ''}
        maxLength={field.maxLength}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <NativeSelect
      label={label}
      description={hint}
      value={typeof value === 'string' ? value : field.usual}
      data={field.options.map((option) => ({ value: option, label: words.option(field, option) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface SettingsSummaryProps {
  composer: Composer
  networks: readonly string[]
  places: readonly Place[]
  onGo: (network: string) => void
}

/** Under the common text: what is chosen on each network that has something to choose, and the way there. */
export function SettingsSummary({ composer, networks, places, onGo }: SettingsSummaryProps) {
  const words = useComposerText().settings
  const withSettings = networks.filter((network) => fieldsOf(places, network).length > 0)
  if (withSettings.length === 0) return null
  return (
    <ul className={styles.summary} aria-label={words.all}>
      {withSettings.map((network) => (
        <li key={network}>
          <button type="button" className={styles.line} onClick={() => onGo(network)}>
            <NetworkIcon network={network} label={false} />
            <span>
              <strong>{networkName(network)}</strong>{' '}
              <Chosen network={network} fields={fieldsOf(places, network)} settings={settingsOn(composer.desk.draft, network)} />
            </span>
            <Settings2 size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Choices always, since they decide who reads it; texts and toggles only where something is chosen. */
function Chosen({ network, fields, settings }: { network: string; fields: readonly SettingField[]; settings: Settings }) {
  const words = useSettingWords(network)
  const { chosen } = useComposerText().settings
  const told = fields.flatMap((field) => {
    const value = settings[field.name]
    const { label } = words.of(field)
    if (field.kind === 'choice') return [chosen(label, words.option(field, typeof value === 'string' ? value : field.usual))]
    if (field.kind === 'text') return value === undefined ? [] : [chosen(label, String(value))]
    return (value ?? field.usual) === true ? [label] : []
  })
  return told.join(' · ')
}
