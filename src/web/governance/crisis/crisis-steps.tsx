import { Checkbox } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { OpenCrisis } from '#contract/governance'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useCrisisText } from './use-crisis-text.ts'
import { useMinute } from './use-minute.ts'

import styles from './crisis.module.css'

/** What to do, by when and by whom; ticked for everybody at once. */
export function CrisisSteps({ crisis }: { crisis: OpenCrisis }) {
  const { steps: words } = useCrisisText()
  const { id: crisisId, playbook, steps, beganAt, endedAt } = crisis
  const mayTick = useMay()('inbox.work') && endedAt === undefined
  const format = useFormat()
  const tick = useMutation(api.governance.tickCrisisStep.mutationOptions(useOutcome({ changed: 'crisis' })))
  const now = useMinute()
  const done = new Map(steps.map((step) => [step.id, step.done]))
  return (
    <Section title={words.title} {...(playbook.steps.length === 0 ? { hint: words.none } : {})}>
      {playbook.steps.length > 0 && (
        <Rows label={words.title}>
          {playbook.steps.map(({ id, text, withinMinutes, roleId }) => {
            const by = Date.parse(beganAt) + withinMinutes * 60_000
            const ticked = done.get(id)
            const isLate = !ticked && endedAt === undefined && by < now
            const role = playbook.roles.find((one) => one.id === roleId)?.name
            return (
              <Row
                key={id}
                lead={
                  <Checkbox
                    aria-label={text}
                    checked={ticked !== undefined}
                    disabled={!mayTick || tick.isPending}
                    onChange={() => tick.mutate({ crisisId, stepId: id, done: !ticked })}
                  />
                }
                title={<span className={ticked && styles.done}>{text}</span>}
                note={
                  <>
                    {ticked ? words.done(ticked.by, format.time(ticked.at)) : words.by(format.time(new Date(by)))}
                    {role !== undefined && ` · ${role}`}
                    {isLate && <span className={styles.late}> · {words.late}</span>}
                  </>
                }
              />
            )
          })}
        </Rows>
      )}
    </Section>
  )
}
