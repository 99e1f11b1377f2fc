import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useCrisisText } from './use-crisis-text.ts'

/** Reports that were made and not sent; each is decided for everybody on its list. */
export function HeldReports({ brandId, standing }: { brandId: string; standing: boolean }) {
  const { reports: words } = useCrisisText()
  const format = useFormat()
  const mayDecide = useMay()('posts.publish') && !standing
  const { data = [] } = useQuery(api.reports.heldReports.queryOptions({ input: { brandId } }))
  const send = useMutation(api.reports.decideHeldReport.mutationOptions(useOutcome({ changed: 'crisis', says: words.sent })))
  const leaveOut = useMutation(api.reports.decideHeldReport.mutationOptions(useOutcome({ changed: 'crisis', says: words.left })))
  if (data.length === 0) return null
  return (
    <Section title={words.title}>
      <Rows label={words.title}>
        {data.map(({ runId, name, madeAt, recipients }) => (
          <Row
            key={runId}
            lead={<FileText size={18} aria-hidden="true" />}
            title={<bdi>{name}</bdi>}
            note={
              <>
                <LocalTime at={madeAt} /> · {words.to(format.list(recipients))}
              </>
            }
          >
            {mayDecide && (
              <>
                <Button variant="default" loading={leaveOut.isPending} onClick={() => leaveOut.mutate({ runId, decision: 'leave-out' })}>
                  {words.leaveOut}
                </Button>
                <Button variant="default" loading={send.isPending} onClick={() => send.mutate({ runId, decision: 'send' })}>
                  {words.send}
                </Button>
              </>
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
