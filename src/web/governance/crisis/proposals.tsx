import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Activity, Siren } from 'lucide-react'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useCrisisText } from './use-crisis-text.ts'

interface ProposalsProps {
  brandId: string
  /** Absent for who may not switch, or while a crisis stands. */
  onStart: (() => void) | undefined
}

/** Where the inbox is far from usual: somebody says whether it is a crisis. */
export function Proposals({ brandId, onStart }: ProposalsProps) {
  const { proposals: words, begin } = useCrisisText()
  const format = useFormat()
  const maySwitch = useMay()('crisis.switch')
  const { data = [] } = useQuery(api.governance.crisisProposals.queryOptions({ input: { brandId } }))
  const dismiss = useMutation(
    api.governance.dismissCrisisProposal.mutationOptions(useOutcome({ changed: 'crisis', says: words.dismissed })),
  )
  if (data.length === 0) return null
  const percent = (share: number) => `${format.number(share)}%`
  return (
    <Section title={words.title}>
      <Rows label={words.title}>
        {data.map(({ id, at, messages, usualMessages, complaints, usualComplaints }) => (
          <Row
            key={id}
            lead={<Activity size={18} aria-hidden="true" />}
            title={words.said(format.number(messages), format.number(usualMessages), percent(complaints), percent(usualComplaints))}
            note={<LocalTime at={at} as="relative" />}
          >
            {maySwitch && (
              <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate({ proposalId: id })}>
                {words.no}
              </Button>
            )}
            {onStart && (
              <Button variant="default" leftSection={<Siren size={16} aria-hidden="true" />} onClick={onStart}>
                {begin}
              </Button>
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
