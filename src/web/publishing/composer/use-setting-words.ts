import type { SettingField } from '#networks/network'

import { useLanguage } from '../../language/text-provider.tsx'
import { useNetworkTexts } from '../../networks.ts'
import { useComposerText } from './use-composer-text.ts'

export interface SettingWords {
  of(field: SettingField): { readonly label: string; readonly hint: string | undefined }
  option(field: SettingField, option: string): string
}

/** A network's own words for its settings, in the reader's language. */
export function useSettingWords(network: string): SettingWords {
  const { language } = useLanguage()
  const words = useComposerText().settings
  const texts = useNetworkTexts().get(network)?.[language] ?? {}
  return {
    of: (field) => {
      const [base, profile] = [baseOf(field), field.of]
      const label = texts[`setting.${base}`] ?? ''
      return { label: profile === undefined ? label : words.ofProfile(label, profile), hint: texts[`setting.${base}.hint`] }
    },
    option: (field, option) =>
      (field.kind === 'choice' ? field.labels?.[option] : undefined) ?? texts[`setting.${baseOf(field)}.${option}`] ?? option,
  }
}

/** Fields that are alike, one for each profile or destination, share their words. */
function baseOf({ name }: SettingField): string {
  return name.split('.')[0] ?? name
}
