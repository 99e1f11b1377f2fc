import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'

import { useFormat } from '../../language/use-format.ts'
import { usePlaybooksText } from './use-playbooks-text.ts'

import styles from './step-fields.module.css'

/** One that was kept before has an id, by which it stays ticked where it is. */
export interface StepDraft {
  readonly id?: string | undefined
  readonly text: string
}

interface StepFieldsProps {
  steps: readonly StepDraft[]
  onChange: (steps: readonly StepDraft[]) => void
}

/** The steps in their order, to write, move and take away. */
export function StepFields({ steps, onChange }: StepFieldsProps) {
  const words = usePlaybooksText()
  return (
    <fieldset className={styles.steps}>
      <legend>{words.stepsTitle}</legend>
      <p className={styles.hint}>{words.stepsHint}</p>
      {steps.map((step, place) => (
        <StepField key={step.id ?? place} step={step} place={place} steps={steps} onChange={onChange} />
      ))}
      {steps.length < 20 && (
        <Button
          variant="default"
          className={styles.add ?? ''}
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => onChange([...steps, { text: '' }])}
        >
          {words.addStep}
        </Button>
      )}
    </fieldset>
  )
}

function StepField({ step, place, steps, onChange }: StepFieldsProps & { step: StepDraft; place: number }) {
  const words = usePlaybooksText()
  const number = useFormat().number(place + 1)
  const without = steps.filter((_, at) => at !== place)
  const tools = [
    { word: words.earlier(number), Icon: ArrowUp, shown: place > 0, act: () => onChange(without.toSpliced(place - 1, 0, step)) },
    {
      word: words.later(number),
      Icon: ArrowDown,
      shown: place < steps.length - 1,
      act: () => onChange(without.toSpliced(place + 1, 0, step)),
    },
    { word: words.removeStep(number), Icon: X, shown: true, act: () => onChange(without) },
  ]
  return (
    <div className={styles.step}>
      <TextInput
        className={styles.text ?? ''}
        aria-label={words.step(number)}
        placeholder={words.step(number)}
        maxLength={200}
        autoComplete="off"
        dir="auto"
        value={step.text}
        onChange={(event) => onChange(steps.with(place, { ...step, text: event.currentTarget.value }))}
      />
      {tools
        .filter(({ shown }) => shown)
        .map(({ word, Icon, act }) => (
          <Tooltip key={word} label={word}>
            <ActionIcon variant="subtle" color="gray" aria-label={word} onClick={act}>
              <Icon size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        ))}
    </div>
  )
}
