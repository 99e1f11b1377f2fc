import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { Row } from '../ui/rows.tsx'
import { useOutcome } from '../use-outcome.ts'

/** Rows of the brands that were put away, each with the way back. */
export function ArchivedBrands() {
  const words = useText().teams.brands
  const { data = [] } = useQuery(api.teams.archivedBrands.queryOptions())
  const restore = useMutation(api.teams.restoreBrand.mutationOptions(useOutcome({ changed: '*' })))
  return data.map(({ id, name }) => (
    <Row key={id} title={name} note={words.archived}>
      <Button variant="default" size="xs" loading={restore.isPending} onClick={() => restore.mutate({ brandId: id })}>
        {words.restore}
      </Button>
    </Row>
  ))
}
