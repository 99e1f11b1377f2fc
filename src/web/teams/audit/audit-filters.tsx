import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { AuditVia, AuditWanted } from '#contract/teams'

import { api } from '../../api.ts'
import { SearchWords } from '../../ui/search-words.tsx'
import { useAuditText } from './use-audit-text.ts'

import styles from './audit.module.css'

const ways = ['web', 'api-key', 'link', 'rule', 'system'] as const satisfies readonly AuditVia[]

/** Whose deeds, in which part, by which way, when, and with which words. */
export function AuditFilters({ wanted, onChange }: { wanted: AuditWanted; onChange: (wanted: AuditWanted) => void }) {
  const text = useAuditText().log
  const { data: members } = useQuery(api.teams.members.queryOptions())
  const change = (changed: AuditWanted) =>
    onChange(Object.fromEntries(Object.entries({ ...wanted, ...changed }).filter(([, value]) => value !== undefined && value !== '')))
  return (
    <div className={styles.filters}>
      <SearchWords
        className={styles.words}
        label={text.words}
        hint={text.words}
        text={wanted.words ?? ''}
        onText={(words) => change({ words })}
      />
      <Select
        label={text.person}
        placeholder={text.anyone}
        data={(members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={wanted.memberId ?? null}
        onChange={(memberId) => change({ memberId: memberId ?? undefined })}
        clearable
        searchable
      />
      <Select
        label={text.area}
        placeholder={text.everything}
        data={Object.entries(text.areas).map(([value, label]) => ({ value, label }))}
        value={wanted.area ?? null}
        onChange={(area) => change({ area: area ?? undefined })}
        clearable
      />
      <Select
        label={text.way}
        placeholder={text.anyWay}
        data={ways.map((value) => ({ value, label: text.via[value] }))}
        value={wanted.via ?? null}
        onChange={(via) => change({ via: via ?? undefined })}
        clearable
      />
      <TextInput
        type="date"
        label={text.since}
        value={dayOf(wanted.from, 0)}
        onChange={({ currentTarget }) => change({ from: instantOf(currentTarget.value, 0) })}
      />
      <TextInput
        type="date"
        label={text.until}
        value={dayOf(wanted.to, 1)}
        onChange={({ currentTarget }) => change({ to: instantOf(currentTarget.value, 1) })}
      />
    </div>
  )
}

/** The beginning of a day where the reader is; `later` days on, for an end that is not included. */
function instantOf(day: string, later: number): string | undefined {
  if (day === '') return undefined
  const zone = Temporal.Now.timeZoneId()
  return Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })
}

function dayOf(instant: string | undefined, later: number): string {
  if (instant === undefined) return ''
  return Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate().subtract({ days: later }).toString()
}
