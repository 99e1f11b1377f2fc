import { Phone, UserRound } from 'lucide-react'

import type { OpenCrisis } from '#contract/governance'

import { CopyButton } from '../../ui/copy-button.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useCrisisText } from './use-crisis-text.ts'

/** Who does what in it, and whom to call outside. */
export function CrisisPeople({ crisis: { playbook, people } }: { crisis: OpenCrisis }) {
  const { people: words } = useCrisisText()
  const { roles, contacts } = playbook
  return (
    <>
      {roles.length > 0 && (
        <Section title={words.title}>
          <Rows label={words.title}>
            {roles.map(({ id, name, task, memberId }) => (
              <Row
                key={id}
                lead={<UserRound size={18} aria-hidden="true" />}
                title={name}
                note={
                  <>
                    {people.find((one) => one.memberId === memberId)?.name ?? words.nobody}
                    {task !== '' && ` · ${task}`}
                  </>
                }
              />
            ))}
          </Rows>
        </Section>
      )}
      {contacts.length > 0 && (
        <Section title={words.contacts}>
          <Rows label={words.contacts}>
            {contacts.map(({ id, name, reach, purpose }) => (
              <Row
                key={id}
                lead={<Phone size={18} aria-hidden="true" />}
                title={name}
                note={[reach, purpose].filter((one) => one !== '').join(' · ')}
              >
                {reach !== '' && <CopyButton value={reach} label={words.copy} />}
              </Row>
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}
