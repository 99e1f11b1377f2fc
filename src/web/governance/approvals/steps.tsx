import type { Approval } from '#contract/governance'

import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** Who decides, in which order, and who has. */
export function Steps({ steps, isOpen }: { steps: Approval['steps']; isOpen: boolean }) {
  const words = useApprovalsText()
  return (
    <ol className={styles.list}>
      {steps.map((step, index) => (
        <li key={index} className={styles.step} data-state={isOpen || step.state === 'done' ? step.state : undefined}>
          <span>
            {words.step(index + 1, steps.length)}
            {step.name !== '' && `: ${step.name}`}
            {step.people.length > 1 && ` (${step.needs === 'all' ? words.needsAll : words.needsAny})`}
          </span>
          {step.people.length === 0 && <span className={styles.quiet}>{words.nobody}</span>}
          {step.people.map((person) => (
            <span key={person.id} className={styles.quiet}>
              {person.name}
              {person.kind === 'guest' && ` (${words.comments.guestMark})`}
              {person.verdict !== undefined && `: ${words.said[person.verdict]}`}
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
