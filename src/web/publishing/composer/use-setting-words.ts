import type { SettingField } from '#networks/network'

import { useLanguage } from '../../language/text-provider.tsx'
import { useNetworkTexts } from '../../networks.ts'

export interface SettingWords {
  of(field: SettingField): { readonly label: string; readonly hint: string | undefined }
  option(field: SettingField, option: string): string
}

/** A network's own words for its settings, in the reader's language. */
export function useSettingWords(network: string): SettingWords {
  const { language } = useLanguage()
  const texts = useNetworkTexts().get(network)?.[language] ?? {}
  return {
    of: ({ name }) => ({ label: texts[`setting.${name}`] ?? '', hint: texts[`setting.${name}.hint`] }),
    option: (field, option) =>
      (field.kind === 'choice' ? field.labels?.[option] : undefined) ?? texts[`setting.${field.name}.${option}`] ?? option,
  }
}
