import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Siren } from 'lucide-react'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import { useCrises } from './use-crises.ts'
import { useCrisisText } from './use-crisis-text.ts'

/** On Today: what a crisis held waits until somebody decides; while one stands, its banner says enough. */
export function HeldHint({ brandId }: { brandId: string }) {
  const { held: words } = useCrisisText()
  const format = useFormat()
  const isStanding = useCrises().some(({ rehearsal }) => !rehearsal)
  const total = useQuery(api.publishing.heldPosts.queryOptions({ input: { brandId, limit: 1 } })).data?.total ?? 0
  if (isStanding || total === 0) return null
  return (
    <Rows label={words.title}>
      <Row lead={<Siren size={18} aria-hidden="true" />} title={words.waiting(format.number(total))} note={words.waitingHint}>
        <Button variant="default" component={Link} to="/crisis">
          {words.decide}
        </Button>
      </Row>
    </Rows>
  )
}
