import { Button, Group, Popover, Stack } from '@mantine/core'
import { useId } from 'react'

import type { Message, Sentiment, Understood } from '#contract/inbox'

import { useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { useLanguageName } from '../language/use-language-name.ts'
import { StateBadge } from '../ui/state-badge.tsx'
import { meanings } from './inbox-search.ts'
import { meaningLooks } from './meaning-looks.ts'
import { useCorrect } from './use-correct.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './meaning-button.module.css'

const sentiments: readonly Sentiment[] = ['negative', 'neutral', 'positive']

/** What a message is; a press shows why, and lets members say otherwise. */
export function MeaningButton({ message, understood }: { message: Message; understood: Understood }) {
  const words = useInboxText()
  const mayWork = useMay()('inbox.work')
  const { icon, tone } = meaningLooks[understood.meaning]
  const meaning = words.meanings[understood.meaning]
  return (
    <Popover position="bottom-start" shadow="md" width={300} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className={styles.button} aria-label={words.meaning.why(meaning)}>
          <StateBadge tone={tone} icon={icon}>
            {meaning}
          </StateBadge>
        </button>
      </Popover.Target>
      <Popover.Dropdown mah="75vh" style={{ overflowY: 'auto' }} aria-label={words.meaning.why(meaning)}>
        <Stack gap="sm">
          <Why understood={understood} />
          {mayWork && <Otherwise message={message} understood={understood} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Why({ understood: { meaning, sentiment, language, sure, reasons } }: { understood: Understood }) {
  const words = useInboxText()
  const format = useFormat()
  const nameOf = useLanguageName()
  const id = useId()
  const told = [words.meanings[meaning], words.sentiments[sentiment], ...(language === 'und' ? [] : [nameOf(language)])]
  const counted = [...new Set(reasons.flatMap(({ what, text }) => (what === 'corrected' ? [] : [text])))]
  const isCorrected = reasons.some(({ what }) => what === 'corrected')
  return (
    <div>
      <p className={styles.told}>{told.join(' · ')}</p>
      <p className={styles.quiet}>{isCorrected ? words.meaning.corrected : words.meaning.sure(format.number(Math.round(sure * 100)))}</p>
      {counted.length > 0 && (
        <>
          <p className={styles.quiet} id={id}>
            {words.meaning.counted}
          </p>
          <ul className={styles.reasons} aria-labelledby={id}>
            {counted.map((text) => (
              <li key={text} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Otherwise({ message, understood }: { message: Message; understood: Understood }) {
  const words = useInboxText()
  const correct = useCorrect()
  return (
    <>
      <Choice
        label={words.meaning.rather}
        names={words.meanings}
        values={meanings}
        now={understood.meaning}
        onChoose={(meaning) => correct(message.id, { meaning }, { meaning: understood.meaning })}
      />
      <Choice
        label={words.meaning.feels}
        names={words.sentiments}
        values={sentiments}
        now={understood.sentiment}
        onChoose={(sentiment) => correct(message.id, { sentiment }, { sentiment: understood.sentiment })}
      />
    </>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  names: Readonly<Record<Value, string>>
  values: readonly Value[]
  now: Value
  onChoose: (value: Value) => void
}

/** Buttons, since each choice is kept at once: arrows through radio buttons would choose on the way. */
function Choice<Value extends string>({ label, names, values, now, onChoose }: ChoiceProps<Value>) {
  return (
    <div role="group" aria-label={label}>
      <p className={styles.quiet}>{label}</p>
      <Group gap={4}>
        {values.map((value) => (
          <Button
            key={value}
            size="compact-sm"
            variant={value === now ? 'light' : 'default'}
            aria-pressed={value === now}
            onClick={() => value !== now && onChoose(value)}
          >
            {names[value]}
          </Button>
        ))}
      </Group>
    </div>
  )
}
