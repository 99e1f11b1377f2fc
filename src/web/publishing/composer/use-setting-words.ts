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
    of: ({ name, of: profile }) => {
      const [base = name] = name.split('.')
      const label = texts[`setting.${base}`] ?? ''
      return { label: profile === undefined ? label : words.ofProfile(label, profile), hint: texts[`setting.${base}.hint`] }
    },
    option: (field, option) =>
      (field.kind === 'choice' ? field.labels?.[option] : undefined) ?? texts[`setting.${field.name}.${option}`] ?? option,
  }
}
