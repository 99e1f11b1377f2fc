import { Button, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Cadence } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { zoneName } from '../time/zone-name.ts'
import { useCadenceText } from './use-cadence-text.ts'
import { WeekOfSlots } from './week-of-slots.tsx'

import styles from './cadence.module.css'

/** An account's weekly times, and what its people want to be warned of. */
export function CadenceSection({ accountId }: { accountId: string }) {
  const words = useCadenceText()
  const brand = useBrand()
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery(api.publishing.cadences.queryOptions({ input: { brandId: brand.id } }))
  const kept = data?.find((cadence) => cadence.accountId === accountId) ?? { accountId, slots: [] }
  return (
    <Section title={words.title} hint={words.hint(zoneName(brand.timeZone, language))}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={40} />}
      {data && <Fields key={JSON.stringify(kept)} kept={kept} />}
    </Section>
  )
}

function Fields({ kept }: { kept: Cadence }) {
  const words = useCadenceText()
  const mayChange = useMay()('posts.publish')
  const [wanted, setWanted] = useState(kept)
  const outcome = useOutcome({ changed: 'posts', says: words.saved })
  const save = useMutation(api.publishing.setCadence.mutationOptions(outcome))
  const set = (change: Partial<Cadence>) => setWanted({ ...wanted, ...change })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(wanted)
      }}
    >
      <WeekOfSlots slots={wanted.slots} mayChange={mayChange} onChange={(slots) => set({ slots })} />
      <div className={styles.limits}>
        <Limit
          label={words.apart}
          unit={words.days}
          most={60}
          value={wanted.mostDaysApart}
          {...{ mayChange }}
          onChange={(mostDaysApart) => setWanted(without(wanted, 'mostDaysApart', mostDaysApart))}
        />
        <Limit
          label={words.perDay}
          unit={words.posts}
          most={100}
          value={wanted.mostPerDay}
          {...{ mayChange }}
          onChange={(mostPerDay) => setWanted(without(wanted, 'mostPerDay', mostPerDay))}
        />
      </div>
      {mayChange && (
        <Button type="submit" loading={save.isPending} disabled={JSON.stringify(wanted) === JSON.stringify(kept)}>
          {words.save}
        </Button>
      )}
    </form>
  )
}

function without(cadence: Cadence, name: 'mostDaysApart' | 'mostPerDay', value: number | undefined): Cadence {
  const { [name]: _, ...rest } = cadence
  return value === undefined ? rest : { ...rest, [name]: value }
}

interface LimitProps {
  label: string
  unit: string
  most: number
  value: number | undefined
  mayChange: boolean
  onChange: (value: number | undefined) => void
}

function Limit({ label, unit, most, value, mayChange, onChange }: LimitProps) {
  const words = useCadenceText()
  return (
    <NumberInput
      label={label}
      placeholder={words.noWarning}
      suffix={` ${unit}`}
      min={1}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      readOnly={!mayChange}
      value={value ?? ''}
      onChange={(entered) => onChange(typeof entered === 'number' ? entered : undefined)}
    />
  )
}
