import { Settings2 } from 'lucide-react'

import type { SettingField, Settings } from '#networks/network'

import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { fieldsOf, type Place } from './check-draft.ts'
import { shownFields, valueOf } from './chosen-settings.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { useSettingWords } from './use-setting-words.ts'
import { settingsOn } from './variants.ts'

import styles from './network-settings.module.css'

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
  const { chosen, open } = useComposerText().settings
  const told = shownFields(fields, settings).flatMap((field) => {
    const value = valueOf(field, settings)
    const { label } = words.of(field)
    if (field.kind === 'choice') return [chosen(label, value === '' ? open : words.option(field, String(value)))]
    if (field.kind === 'date-time') return value === '' ? [] : [chosen(label, String(value).replace('T', ' '))]
    if (field.kind === 'text') return value === '' ? [] : [chosen(label, cut(String(value)))]
    return value === true ? [label] : []
  })
  return told.join(' · ')
}

/** The beginning of a text that would fill the line by itself. */
function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
