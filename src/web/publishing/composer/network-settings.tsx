import type { Finding } from '#networks/network'

import { useReason } from '../../errors/use-reason.ts'
import { networkName } from '../../networks.ts'
import { fieldsOf, type Place, type Report } from './check-draft.ts'
import { shownFields, valueOf } from './chosen-settings.ts'
import { DestinationRules } from './destination-rules.tsx'
import { SettingField } from './setting-field.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { useSettingWords } from './use-setting-words.ts'
import { changeSetting, settingsOn } from './variants.ts'

import styles from './network-settings.module.css'

interface NetworkSettingsProps {
  composer: Composer
  network: string
  places: readonly Place[]
  reports: readonly Report[]
}

/** What can be chosen for one network alone, in its own words; the kind of post stands above the text. */
export function NetworkSettings({ composer, network, places, reports }: NetworkSettingsProps) {
  const words = useComposerText().settings
  const own = useSettingWords(network)
  const reason = useReason()
  const { desk, change } = composer
  const settings = settingsOn(desk.draft, network)
  const fields = shownFields(fieldsOf(places, network), settings).filter(({ name }) => name !== 'kind')
  if (fields.length === 0) return null
  const errors = errorsOn(reports, network)
  const accounts = reports.flatMap((report) => (report.place.network === network ? report.accounts : []))
  const sentence = (name: string) => {
    const found = errors.find(({ setting }) => setting === name)
    return found && reason(network, found.reason)
  }
  return (
    <section className={styles.settings} aria-label={words.title(networkName(network))}>
      {fields.map((field) => (
        <SettingField
          key={field.name}
          id={settingId(network, field.name)}
          field={field}
          value={valueOf(field, settings)}
          words={own}
          error={sentence(field.name)}
          below={
            field.kind === 'text' &&
            field.destination !== undefined && (
              <DestinationRules network={network} setting={field.name} written={String(valueOf(field, settings))} accounts={accounts} />
            )
          }
          onChange={(value) => change((now) => ({ ...now, draft: changeSetting(now.draft, network, { field, value }) }))}
        />
      ))}
    </section>
  )
}

/** A field of a network, for going to it. */
export function settingId(network: string, name: string): string {
  return `setting-${network}-${name}`
}

/** The field itself, or what is chosen in a group of choices. */
export function focusSetting(network: string, name: string): void {
  const field = document.getElementById(settingId(network, name))
  const place = field?.matches('input, select, textarea') ? field : field?.querySelector<HTMLElement>('input:checked, input')
  place?.scrollIntoView({ block: 'center' })
  place?.focus()
}

function errorsOn(reports: readonly Report[], network: string): readonly Finding[] {
  const there = reports.filter(({ place }) => place.network === network)
  return there.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')
}
