import { Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'

import type { OpenCrisis } from '#contract/governance'

import { useLanguage } from '../../language/text-provider.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Section } from '../../ui/page.tsx'
import { useCrisisText } from './use-crisis-text.ts'
import { useLanguageName } from './use-language-name.ts'

import styles from './crisis.module.css'

type Statement = OpenCrisis['playbook']['statements'][number]

/** What may be said at once, to be copied in the language that is needed. */
export function Statements({ crisis: { playbook } }: { crisis: OpenCrisis }) {
  const { statements: words } = useCrisisText()
  if (playbook.statements.length === 0) return null
  return (
    <Section title={words.title}>
      {playbook.statements.map((statement) => (
        <OneStatement key={statement.id} statement={statement} />
      ))}
    </Section>
  )
}

function OneStatement({ statement: { title, texts } }: { statement: Statement }) {
  const { statements: words } = useCrisisText()
  const nameOf = useLanguageName()
  const { language } = useLanguage()
  const [chosen, setChosen] = useState<string>()
  const shown = texts.find((one) => one.language === chosen) ?? texts.find((one) => one.language === language) ?? texts[0]
  if (!shown) return null
  return (
    <article className={styles.statement}>
      <strong>{title}</strong>
      {texts.length > 1 && (
        <SegmentedControl
          aria-label={title}
          size="xs"
          value={shown.language}
          data={texts.map((one) => ({ value: one.language, label: nameOf(one.language) }))}
          onChange={setChosen}
        />
      )}
      <p className={styles.said} lang={shown.language}>
        {shown.text}
      </p>
      <Group>
        <CopyButton value={shown.text} label={words.copy(nameOf(shown.language))} />
      </Group>
    </article>
  )
}
