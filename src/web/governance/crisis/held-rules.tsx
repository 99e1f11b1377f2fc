import { ListChecks } from 'lucide-react'

import type { OpenCrisis } from '#contract/governance'

import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useCrisisText } from './use-crisis-text.ts'

const kinds = ['hide', 'label', 'assign', 'urgent', 'alert', 'finish'] as const

/** What the inbox would have done by itself meanwhile. */
export function HeldRules({ crisis: { heldRules } }: { crisis: OpenCrisis }) {
  const { rules: words } = useCrisisText()
  const format = useFormat()
  if (heldRules.length === 0) return null
  return (
    <Section title={words.title}>
      <Rows label={words.title}>
        {heldRules.map(({ ruleId, name, messages, deeds }) => {
          const done = kinds.flatMap((kind) => {
            const count = deeds[kind] ?? 0
            return count > 0 ? [words.deeds[kind](format.number(count))] : []
          })
          return (
            <Row
              key={ruleId}
              lead={<ListChecks size={18} aria-hidden="true" />}
              title={<bdi>{name}</bdi>}
              note={[words.messages(format.number(messages)), ...(done.length > 0 ? [format.list(done)] : [])].join(' · ')}
            />
          )
        })}
      </Rows>
    </Section>
  )
}
