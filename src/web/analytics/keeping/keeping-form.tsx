import { Button, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Keeping } from '#contract/analytics'

import { api } from '../../api.ts'
import { Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useKeepingText } from './use-keeping-text.ts'

import form from '../../ui/form.module.css'

/** For how long the workspace keeps every reading of numbers. */
export function KeepingForm() {
  const words = useKeepingText()
  const { data, error, refetch } = useQuery(api.analytics.keeping.queryOptions({ input: {} }))
  return (
    <Section title={words.title} hint={words.how}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={1} height={64} />}
      {data && <Fields key={data.months} kept={data} />}
    </Section>
  )
}

const choices: readonly Keeping['months'][] = [12, 24, 36, 60]

function Fields({ kept }: { kept: Keeping }) {
  const words = useKeepingText()
  const [months, setMonths] = useState(kept.months)
  const save = useMutation(api.analytics.setKeeping.mutationOptions(useOutcome({ changed: 'keeping', says: words.saved })))
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ months })
      }}
    >
      <Select
        label={words.label}
        data={choices.map((choice) => ({ value: String(choice), label: words.months(choice) }))}
        value={String(months)}
        allowDeselect={false}
        description={months < kept.months ? words.shorter : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(value) => setMonths(choices.find((choice) => String(choice) === value) ?? months)}
      />
      <Button type="submit" loading={save.isPending} disabled={months === kept.months}>
        {words.save}
      </Button>
    </form>
  )
}
