import { Select, Textarea, TextInput } from '@mantine/core'

import type { PlaybookContent } from '#contract/governance'

import { Items } from './items.tsx'
import { newId } from './new-id.ts'
import type { PartProps } from './part-props.ts'
import { useCrisisText } from './use-crisis-text.ts'
import { useLanguageName } from './use-language-name.ts'

type Texts = PlaybookContent['statements'][number]['texts']

/** What may be said at once, in every language it is needed in. */
export function StatementFields({ content, onChange }: PartProps) {
  const { book } = useCrisisText()
  return (
    <Items
      title={book.statements}
      items={content.statements}
      most={20}
      blank={() => ({
        id: newId(),
        title: '',
        texts: [
          { language: 'en', text: '' },
          { language: 'zh-TW', text: '' },
        ],
      })}
      onChange={(statements) => onChange({ statements })}
    >
      {({ title, texts }, change) => (
        <>
          <TextInput
            label={book.statementTitle}
            maxLength={120}
            dir="auto"
            value={title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <LanguageTexts texts={texts} onChange={(changed) => change({ texts: changed })} />
        </>
      )}
    </Items>
  )
}

/** Those that people of the trade in this part of the world write most. */
const offered = ['en', 'zh-TW', 'zh-CN', 'ja', 'ko', 'th', 'vi', 'id', 'es', 'fr', 'de', 'pt'] as const

function LanguageTexts({ texts, onChange }: { texts: Texts; onChange: (texts: Texts) => void }) {
  const { book } = useCrisisText()
  const nameOf = useLanguageName()
  const others = offered.filter((tag) => !texts.some(({ language }) => language === tag))
  return (
    <>
      {texts.map(({ language, text }) => (
        <Textarea
          key={language}
          label={book.statementIn(nameOf(language))}
          lang={language}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={5000}
          value={text}
          onChange={(event) =>
            onChange(texts.map((one) => (one.language === language ? { language, text: event.currentTarget.value } : one)))
          }
        />
      ))}
      {texts.length < 10 && (
        <Select
          aria-label={book.addLanguage}
          placeholder={book.addLanguage}
          data={others.map((tag) => ({ value: tag, label: nameOf(tag) }))}
          searchable
          value={null}
          maw={240}
          onChange={(language) => language !== null && onChange([...texts, { language, text: '' }])}
        />
      )}
    </>
  )
}
