import { ActionIcon, Button, Menu, Switch, Tooltip } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, History, Trash2 } from 'lucide-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'

import type { Rule } from '#contract/inbox'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useOutcome } from '../../use-outcome.ts'
import type { OpenRule } from './open-rule.ts'
import type { RuleChoices } from './use-rule-choices.ts'
import { useRuleOrder } from './use-rule-order.ts'
import { useRuleWords } from './use-rule-words.ts'
import { useRulesText } from './use-rules-text.ts'

import styles from './rule-list.module.css'

interface RuleListProps {
  brandId: string
  rules: readonly Rule[]
  choices: RuleChoices
  mayWrite: boolean
  onOpen: (open: OpenRule) => void
}

/** The rules in the order in which they are asked; dragged, or moved by key, to another place. */
export function RuleList({ brandId, rules, choices, mayWrite, onOpen }: RuleListProps) {
  const words = useRulesText()
  const order = useRuleOrder(brandId, rules)
  return (
    <>
      <ol className={styles.rules} aria-label={words.list}>
        {rules.map((rule, place) => (
          <RuleRow key={rule.id} {...{ rule, place, choices, mayWrite, onOpen }} isLast={place === rules.length - 1} onMove={order.move} />
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {order.said}
      </span>
    </>
  )
}

interface RuleRowProps extends Pick<RuleListProps, 'choices' | 'mayWrite' | 'onOpen'> {
  rule: Rule
  place: number
  isLast: boolean
  onMove: (ruleId: string, to: number) => void
}

function RuleRow({ rule, place, choices, mayWrite, onOpen, isLast, onMove }: RuleRowProps) {
  const words = useRulesText()
  const { conditionsOf, actionsOf } = useRuleWords(choices)
  const { number } = useFormat()
  const drop = useDrop(place, onMove)
  const counted = rule.acted === 1 ? words.actedOnce : words.acted(rule.acted >= 1000 ? `${number(1000)}+` : number(rule.acted))
  const facts = [rule.acted === 0 ? words.neverActed : counted, ...(rule.stops ? [words.stops] : [])]
  return (
    <li className={styles.rule} data-off={rule.activeSince === undefined || undefined} {...drop}>
      {mayWrite && <Grip rule={rule} place={place} onMove={onMove} />}
      <OnOff rule={rule} mayWrite={mayWrite} />
      <div className={styles.words}>
        <div className={styles.name}>{rule.name}</div>
        <div className={styles.note}>{conditionsOf(rule.conditions).join(' · ')}</div>
        <div className={styles.does}>→ {actionsOf(rule.actions).join(' · ')}</div>
        <div className={styles.note}>{facts.join(' · ')}</div>
      </div>
      <div className={styles.end}>
        {mayWrite && (
          <Button variant="default" onClick={() => onOpen({ kind: 'form', rule })}>
            {words.change}
          </Button>
        )}
        <More {...{ rule, place, isLast, mayWrite, onOpen, onMove }} />
      </div>
    </li>
  )
}

const dragged = 'application/x-hearth-rule'

/** Another rule that is dropped here takes this place. */
function useDrop(place: number, onMove: RuleRowProps['onMove']) {
  const [isOver, setOver] = useState(false)
  return {
    'data-over': isOver || undefined,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(dragged)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      const ruleId = event.dataTransfer.getData(dragged)
      setOver(false)
      if (ruleId === '') return
      event.preventDefault()
      onMove(ruleId, place)
    },
  }
}

function Grip({ rule: { id, name }, place, onMove }: Pick<RuleRowProps, 'rule' | 'place' | 'onMove'>) {
  const words = useRulesText()
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    onMove(id, place + (event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <Tooltip label={words.grip(name)}>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={styles.grip ?? ''}
        aria-label={words.grip(name)}
        draggable
        onDragStart={(event) => event.dataTransfer.setData(dragged, id)}
        onKeyDown={keys}
      >
        <GripVertical size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}

function OnOff({ rule: { id, name, activeSince }, mayWrite }: Pick<RuleRowProps, 'rule' | 'mayWrite'>) {
  const words = useRulesText()
  const isOn = activeSince !== undefined
  const outcome = useOutcome({ changed: 'rules', says: isOn ? words.switchedOff(name) : words.switchedOn(name) })
  const change = useMutation(api.inbox.changeRule.mutationOptions(outcome))
  return (
    <Switch
      aria-label={words.on(name)}
      checked={isOn}
      disabled={!mayWrite || change.isPending}
      onChange={() => change.mutate({ ruleId: id, active: !isOn })}
    />
  )
}

function More({ rule, place, isLast, mayWrite, onOpen, onMove }: Omit<RuleRowProps, 'choices'>) {
  const words = useRulesText()
  const [asking, setAsking] = useState(false)
  const remove = useMutation(api.inbox.removeRule.mutationOptions(useOutcome({ changed: 'rules', says: words.removed(rule.name) })))
  const icon = { size: 16, 'aria-hidden': true } as const
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label={words.more(rule.name)}>
            <Ellipsis {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<History {...icon} />} onClick={() => onOpen({ kind: 'acts', rule })}>
            {words.log}
          </Menu.Item>
          {mayWrite && (
            <>
              <Menu.Item leftSection={<ArrowUp {...icon} />} disabled={place === 0} onClick={() => onMove(rule.id, place - 1)}>
                {words.up}
              </Menu.Item>
              <Menu.Item leftSection={<ArrowDown {...icon} />} disabled={isLast} onClick={() => onMove(rule.id, place + 1)}>
                {words.down}
              </Menu.Item>
              <Menu.Item leftSection={<Trash2 {...icon} />} onClick={() => setAsking(true)}>
                {words.remove}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        question={words.removeAsk(rule.name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ ruleId: rule.id }).catch(() => undefined)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
