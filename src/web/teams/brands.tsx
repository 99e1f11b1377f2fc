import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'

import { api } from '../api.ts'
import { useOpenBrand } from '../frame/use-open-brand.ts'
import { useBrand, useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { useOutcome } from '../use-outcome.ts'
import { ArchivedBrands } from './archived-brands.tsx'
import { NewBrand } from './new-brand.tsx'

/** The brands of the workspace: add one, look at another, put one away. */
export function Brands() {
  const words = useText().teams.brands
  const { brands } = useMe()
  const { id: onScreen } = useBrand()
  const open = useOpenBrand()
  const [isAdding, setAdding] = useState(false)
  const archive = useMutation(api.teams.archiveBrand.mutationOptions(useOutcome({ changed: '*' })))
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  )
  return (
    <Section title={words.title} hint={words.hint} action={add}>
      <Rows label={words.title}>
        {brands.map(({ id, name, timeZone }) => (
          <Row key={id} title={name} note={timeZone}>
            {id === onScreen ? (
              <span>{words.onScreen}</span>
            ) : (
              <Button variant="default" size="xs" onClick={() => open(id)}>
                {words.open}
              </Button>
            )}
            {brands.length > 1 && (
              <ConfirmButton
                size="xs"
                question={words.archiveAsk(name)}
                explanation={words.archiveHint}
                confirm={words.archive}
                onConfirm={() => archive.mutateAsync({ brandId: id }).catch(() => undefined)}
              >
                {words.archive}
              </ConfirmButton>
            )}
          </Row>
        ))}
        <ArchivedBrands />
      </Rows>
      {isAdding && <NewBrand onClose={() => setAdding(false)} />}
    </Section>
  )
}
