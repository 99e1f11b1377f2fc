import { ActionIcon, Button, Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, Plus, Trash2, X } from 'lucide-react'
import { useId, type KeyboardEvent } from 'react'

import type { Poll, PollRules } from '#networks/network'

import { useLanguage } from '../../language/text-provider.tsx'
import { durationInWords, durationsFor } from './poll-durations.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './poll-editor.module.css'

interface PollEditorProps {
  poll: Poll
  /** The tightest of the networks that have polls. */
  rules: PollRules
  /** How many characters an option still has room for, by the networks' own counting. */
  roomFor: (option: string) => number
  onChange: (poll: Poll) => void
  onRemove: () => void
}

/** The question is the text above; here are its answers, how long it runs and how many may be chosen. */
export function PollEditor({ poll, rules, roomFor, onChange, onRemove }: PollEditorProps) {
  const words = useComposerText().poll
  const { language } = useLanguage()
  return (
    <div className={styles.poll} role="group" aria-label={words.title}>
      <header className={styles.head}>
        <strong>{words.title}</strong>
        <Tooltip label={words.remove}>
          <ActionIcon variant="subtle" color="gray" aria-label={words.remove} onClick={onRemove}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <Options poll={poll} rules={rules} roomFor={roomFor} onChange={onChange} />
      <div className={styles.choices}>
        <NativeSelect
          label={words.duration}
          value={String(poll.minutes)}
          data={durationsFor(rules, poll.minutes).map((minutes) => ({ value: String(minutes), label: durationInWords(minutes, language) }))}
          onChange={(event) => onChange({ ...poll, minutes: Number(event.currentTarget.value) })}
        />
        {(rules.multiple || poll.multiple) && (
          <Checkbox
            className={styles.multiple ?? ''}
            label={words.multiple}
            checked={poll.multiple}
            onChange={(event) => onChange({ ...poll, multiple: event.currentTarget.checked })}
          />
        )}
      </div>
    </div>
  )
}

function Options({ poll, rules, roomFor, onChange }: Omit<PollEditorProps, 'onRemove'>) {
  const words = useComposerText().poll
  const listId = useId()
  const { options } = poll
  const setOptions = (next: readonly string[]) => onChange({ ...poll, options: next })
  const inputId = (index: number) => `${listId}-${index}`

  /** Enter goes on to the next option, and makes one after the last. */
  function goOn(event: KeyboardEvent, index: number): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (index === options.length - 1 && options.length < rules.maxOptions) setOptions([...options, ''])
    // The new field is there after the next drawing.
    requestAnimationFrame(() => document.getElementById(inputId(index + 1))?.focus())
  }

  return (
    <ol className={styles.options}>
      {options.map((option, index) => (
        <li key={index} className={styles.option}>
          <OptionField
            id={inputId(index)}
            number={index + 1}
            option={option}
            room={roomFor(option)}
            onKeyDown={(event) => goOn(event, index)}
            onChange={(text) => setOptions(options.with(index, text))}
          />
          <OptionTools options={options} index={index} least={rules.minOptions} onChange={setOptions} />
        </li>
      ))}
      {options.length < rules.maxOptions && (
        <li>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => setOptions([...options, ''])}
          >
            {words.add}
          </Button>
        </li>
      )}
    </ol>
  )
}

interface OptionFieldProps {
  id: string
  number: number
  option: string
  room: number
  onKeyDown: (event: KeyboardEvent) => void
  onChange: (text: string) => void
}

function OptionField({ id, number, option, room, onKeyDown, onChange }: OptionFieldProps) {
  const words = useComposerText()
  const tight = room < 10
  return (
    <TextInput
      id={id}
      className={styles.field ?? ''}
      aria-label={words.poll.option(number)}
      placeholder={words.poll.option(number)}
      value={option}
      maxLength={500}
      error={room < 0 ? words.over(-room) : undefined}
      rightSection={tight && room >= 0 ? <span className={styles.room}>{room}</span> : undefined}
      onKeyDown={onKeyDown}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface OptionToolsProps {
  options: readonly string[]
  index: number
  /** With so many left, none can be taken away. */
  least: number
  onChange: (options: readonly string[]) => void
}

function OptionTools({ options, index, least, onChange }: OptionToolsProps) {
  const words = useComposerText()
  const swapped = (other: number) => options.with(index, options[other] ?? '').with(other, options[index] ?? '')
  const tools = [
    { word: words.moveUp, Icon: ArrowUp, off: index === 0, act: () => onChange(swapped(index - 1)) },
    { word: words.moveDown, Icon: ArrowDown, off: index === options.length - 1, act: () => onChange(swapped(index + 1)) },
    { word: words.poll.removeOption, Icon: Trash2, off: options.length <= least, act: () => onChange(options.toSpliced(index, 1)) },
  ]
  return tools.map(({ word, Icon, off, act }) => (
    <Tooltip key={word} label={word}>
      <ActionIcon
        className={styles.tool ?? ''}
        variant="subtle"
        color="gray"
        aria-label={`${word}: ${words.poll.option(index + 1)}`}
        disabled={off}
        onClick={act}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  ))
}
