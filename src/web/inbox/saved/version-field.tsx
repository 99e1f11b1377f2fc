import { Button, Select, Textarea } from '@mantine/core'

import { useLanguageName } from '../../language/use-language-name.ts'
import { offeredLanguages } from '../../publishing/composer/language-choice.tsx'
import { useSavedText } from './use-saved-text.ts'

import styles from './saved-form.module.css'

interface VersionFieldProps {
  language: string
  /** The fields' props, from the form. */
  languageProps: object
  textProps: object
  /** Absent for the only one. */
  onRemove: (() => void) | undefined
}

/** What is said in one language. */
export function VersionField({ language, languageProps, textProps, onRemove }: VersionFieldProps) {
  const words = useSavedText()
  const name = useLanguageName()
  return (
    <div className={styles.version}>
      <div className={styles.language}>
        <Select
          label={words.language}
          data={[...new Set([language, ...offeredLanguages])].map((tag) => ({ value: tag, label: name(tag) }))}
          searchable
          allowDeselect={false}
          {...languageProps}
        />
        {onRemove && (
          <Button variant="default" onClick={onRemove} aria-label={words.removeLanguage(name(language))}>
            {words.remove}
          </Button>
        )}
      </div>
      <Textarea
        label={words.text(name(language))}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={3000}
        dir="auto"
        lang={language}
        {...textProps}
      />
    </div>
  )
}
