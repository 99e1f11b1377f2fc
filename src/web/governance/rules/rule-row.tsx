import { Button, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { CircleAlert, Lightbulb, TriangleAlert } from 'lucide-react'

import type { BrandRule } from '#contract/voice'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Row } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useVoiceText } from './use-voice-text.ts'

interface RuleRowProps {
  rule: BrandRule
  mayManage: boolean
  onOpen: () => void
}

const looks = {
  block: { tone: 'bad', icon: CircleAlert },
  warn: { tone: 'wait', icon: TriangleAlert },
  advise: { tone: 'calm', icon: Lightbulb },
} as const

/** One rule: what it asks for, how much it matters, and whether it is checked. */
export function RuleRow({ rule, mayManage, onOpen }: RuleRowProps) {
  const words = useVoiceText()
  const format = useFormat()
  const { tone, icon } = looks[rule.severity]
  const facts = [words.kinds[rule.check.kind], format.list(rule.where.map((place) => words.where[place])), ...sample(rule)]
  return (
    <Row title={rule.name} note={facts.join(' · ')}>
      <StateBadge tone={rule.on ? tone : 'calm'} icon={icon}>
        {rule.on ? words.severity[rule.severity] : words.off}
      </StateBadge>
      {mayManage && <Manage rule={rule} onOpen={onOpen} />}
    </Row>
  )
}

/** Its first words. */
function sample({ check }: BrandRule): readonly string[] {
  const all = 'words' in check ? check.words : check.kind === 'preferred' ? check.pairs.map(({ word, say }) => `${word} → ${say}`) : []
  return all.length === 0 ? [] : [`${all.slice(0, 4).join('、')}${all.length > 4 ? '…' : ''}`]
}

function Manage({ rule, onOpen }: Pick<RuleRowProps, 'rule' | 'onOpen'>) {
  const words = useVoiceText()
  const turn = useMutation(
    api.governance.switchBrandRule.mutationOptions(
      useOutcome({ changed: 'brand-rules', says: rule.on ? words.switched.off : words.switched.on }),
    ),
  )
  const remove = useMutation(api.governance.removeBrandRule.mutationOptions(useOutcome({ changed: 'brand-rules', says: words.removed })))
  return (
    <>
      <Switch
        aria-label={words.on(rule.name)}
        checked={rule.on}
        disabled={turn.isPending}
        onChange={(event) => turn.mutate({ ruleId: rule.id, on: event.currentTarget.checked })}
      />
      <Button variant="default" onClick={onOpen} aria-label={`${words.change}: ${rule.name}`}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeAsk(rule.name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ ruleId: rule.id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
