import { ActionIcon, Button, Menu, MultiSelect, NumberInput, Select, TagsInput, Tooltip } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'

import type { RuleConditions } from '#contract/inbox'

import { useLanguageName } from '../../language/use-language-name.ts'
import { networkName } from '../../networks.ts'
import { kinds, meanings } from '../inbox-search.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { type ConditionKey, conditionKeys, emptyCondition } from './rule-draft.ts'
import type { RuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'

import styles from './rule-form.module.css'

interface ConditionFieldsProps {
  conditions: RuleConditions
  choices: RuleChoices
  onChange: (conditions: RuleConditions) => void
}

/** A field for each condition that is there, and a menu of those that are not. */
export function ConditionFields({ conditions, choices, onChange }: ConditionFieldsProps) {
  const words = useRulesText()
  const there = conditionKeys.filter((key) => conditions[key] !== undefined)
  const others = conditionKeys.filter((key) => conditions[key] === undefined)
  const drop = (key: ConditionKey) => onChange({ ...conditions, [key]: undefined })
  return (
    <>
      {there.length === 0 && <p className={styles.hint}>{words.nothingYet}</p>}
      {there.map((key) => (
        <div key={key} className={styles.condition}>
          <Field name={key} conditions={conditions} choices={choices} onChange={onChange} />
          <Tooltip label={words.drop(words.conditions[key])}>
            <ActionIcon variant="subtle" color="gray" aria-label={words.drop(words.conditions[key])} onClick={() => drop(key)}>
              <X size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" withinPortal={false}>
          <Menu.Target>
            <Button variant="default" className={styles.add ?? ''} leftSection={<Plus size={16} aria-hidden="true" />}>
              {words.addCondition}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={260} style={{ overflowY: 'auto' }}>
            {others.map((key) => (
              <Menu.Item key={key} onClick={() => onChange({ ...conditions, [key]: emptyCondition[key] })}>
                {words.conditions[key]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

interface FieldProps extends ConditionFieldsProps {
  name: (typeof conditionKeys)[number]
}

function Field({ name, ...around }: FieldProps): ReactNode {
  if (name === 'length') return <LengthField {...around} />
  if (name === 'waits') return <WaitsField {...around} />
  if (name === 'hours') return <HoursField {...around} />
  if (name === 'stars') return <StarsField {...around} />
  if (name === 'anyWord' || name === 'everyWord' || name === 'noWord' || name === 'authors' || name === 'notAuthors')
    return <WordsField name={name} {...around} />
  return <ChoiceField name={name} {...around} />
}

type WordsKey = 'anyWord' | 'everyWord' | 'noWord' | 'authors' | 'notAuthors'

function WordsField({ name, conditions, onChange }: Omit<FieldProps, 'name'> & { name: WordsKey }) {
  const words = useRulesText()
  return (
    <TagsInput
      label={words.conditions[name]}
      description={name === 'authors' || name === 'notAuthors' ? words.authorsHint : words.wordsHint}
      value={conditions[name] ?? []}
      maxTags={200}
      splitChars={[',', '，', '、', '\n']}
      acceptValueOnBlur
      onChange={(value) => onChange({ ...conditions, [name]: value.map((word) => word.slice(0, 100)) })}
    />
  )
}

type ChoiceKey = Exclude<FieldProps['name'], WordsKey | 'length' | 'waits' | 'hours' | 'stars'>

const languages = ['en', 'zh', 'zh-TW', 'zh-CN', 'ja', 'ko', 'th', 'vi', 'id', 'es', 'fr', 'de', 'pt', 'it', 'ru', 'ar', 'he', 'hi', 'el']

function ChoiceField({ name, conditions, choices, onChange }: Omit<FieldProps, 'name'> & { name: ChoiceKey }) {
  const words = useRulesText()
  const options = useOptions(choices)
  return (
    <MultiSelect
      label={words.conditions[name]}
      data={options[name]()}
      value={[...(conditions[name] ?? [])]}
      searchable
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChange({ ...conditions, [name]: value })}
    />
  )
}

interface Option {
  value: string
  label: string
}

function useOptions({ accounts, networks }: RuleChoices): Record<ChoiceKey, () => Option[]> {
  const words = useRulesText()
  const inbox = useInboxText()
  const languageName = useLanguageName()
  return {
    networks: () => networks.map((network) => ({ value: network, label: networkName(network) })),
    accountIds: () => accounts.map(({ id, handle, network }) => ({ value: id, label: `@${handle} · ${networkName(network)}` })),
    kinds: () => kinds.map((kind) => ({ value: kind, label: inbox.kinds[kind] })),
    meanings: () => meanings.map((meaning) => ({ value: meaning, label: inbox.meanings[meaning] })),
    sentiments: () => optionsOf(inbox.sentiments),
    languages: () => languages.map((tag) => ({ value: tag, label: languageName(tag) })),
    contains: () => optionsOf(words.contains),
    only: () => optionsOf(words.only),
  }
}

function optionsOf(named: Readonly<Record<string, string>>): Option[] {
  return Object.entries(named).map(([value, label]) => ({ value, label }))
}

function StarsField({ conditions, onChange }: Omit<FieldProps, 'name'>) {
  const words = useRulesText()
  return (
    <MultiSelect
      label={words.conditions.stars}
      data={[1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: words.stars(count) }))}
      value={(conditions.stars ?? []).map(String)}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChange({ ...conditions, stars: value.map(Number) })}
    />
  )
}

function WaitsField({ conditions, onChange }: Omit<FieldProps, 'name'>) {
  const words = useRulesText()
  return (
    <Select
      label={words.conditions.waits}
      data={optionsOf(words.waits)}
      value={conditions.waits === false ? 'no' : 'yes'}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChange({ ...conditions, waits: value === 'yes' })}
    />
  )
}

/** The hours are said where the deadlines are. */
function HoursField({ conditions, onChange }: Omit<FieldProps, 'name'>) {
  const words = useRulesText()
  return (
    <Select
      label={words.conditions.hours}
      data={optionsOf(words.hours)}
      value={conditions.hours ?? null}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChange({ ...conditions, hours: value === 'in' ? 'in' : 'out' })}
    />
  )
}

function LengthField({ conditions, onChange }: Omit<FieldProps, 'name'>) {
  const words = useRulesText()
  const { atLeast, atMost } = conditions.length ?? {}
  const bounds = { min: 0, max: 10_000, allowDecimal: false }
  return (
    <fieldset className={styles.length}>
      <legend>{words.conditions.length}</legend>
      <NumberInput
        {...bounds}
        label={words.atLeast}
        value={atLeast ?? ''}
        onChange={(value) => onChange({ ...conditions, length: { atLeast: whole(value), atMost } })}
      />
      <NumberInput
        {...bounds}
        label={words.atMost}
        value={atMost ?? ''}
        onChange={(value) => onChange({ ...conditions, length: { atLeast, atMost: whole(value) } })}
      />
      <p className={styles.hint}>{words.lengthHint}</p>
    </fieldset>
  )
}

const whole = (value: string | number) => (typeof value === 'number' ? value : undefined)
