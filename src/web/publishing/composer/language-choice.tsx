import { Button, MultiSelect, Popover } from '@mantine/core'
import { Languages } from 'lucide-react'

import { useFormat } from '../../language/use-format.ts'
import { useLanguageName } from '../../language/use-language-name.ts'
import { useComposerText } from './use-composer-text.ts'

/** The languages that most posts are written in. */
export const offeredLanguages =
  'en zh-TW zh-CN ja ko de fr es pt pt-BR it nl sv da nb fi pl cs uk ru tr el ro hu ar he fa hi bn ta id ms vi th fil'.split(' ')

interface LanguageChoiceProps {
  languages: readonly string[]
  max: number
  onChange: (languages: readonly string[]) => void
}

/** In which languages the post is written; readers filter by it. */
export function LanguageChoice({ languages, max, onChange }: LanguageChoiceProps) {
  const words = useComposerText().languages
  const format = useFormat()
  const name = useLanguageName()
  const shown = languages.length === 0 ? words.none : format.list(languages.map(name))
  return (
    <Popover position="bottom-start" shadow="md" width={300} trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<Languages size={14} aria-hidden="true" />}>
          {words.change(shown)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <MultiSelect
          label={words.label}
          description={words.most(max)}
          data={[...new Set([...languages, ...offeredLanguages])].map((tag) => ({ value: tag, label: name(tag) }))}
          value={[...languages]}
          maxValues={max}
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={onChange}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
