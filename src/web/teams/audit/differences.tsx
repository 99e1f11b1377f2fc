import { useQuery } from '@tanstack/react-query'

import type { AuditEntry } from '#contract/teams'

import { api } from '../../api.ts'
import { useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { differencesBetween } from './differences-between.ts'
import { useAuditText } from './use-audit-text.ts'

import styles from './audit.module.css'

/** Each field that was changed, as it was and as it is. */
export function Differences({ entry: { before, after } }: { entry: AuditEntry }) {
  const words = useAuditText()
  const fields: Readonly<Record<string, string>> = words.fields
  const say = useSayValue()
  const all = differencesBetween(before, after)
  if (all.length === 0) return null
  // Places within a list are numbers; ids that only hold a list together say nothing to a person.
  const shown = all.filter(({ path }) => path.at(-1) !== 'id')
  return (
    <ul className={styles.differences} aria-label={words.differences}>
      {shown.slice(0, most).map((difference) => (
        <li key={difference.path.join('/')}>
          <span className={styles.field}>{difference.path.map((name) => fields[name] ?? name).join(' › ')}</span>
          {before && <del>{say(difference.before, difference.path.at(-1))}</del>}
          {before && after && <span aria-hidden="true"> → </span>}
          {after && <ins>{say(difference.after, difference.path.at(-1))}</ins>}
        </li>
      ))}
      {shown.length > most && <li>{words.more(shown.length - most)}</li>}
    </ul>
  )
}

const most = 12
const longest = 280

/** A value in words: names for people and brands, the reader's dates, and what is known by a code. */
function useSayValue(): (value: unknown, field: string | undefined) => string {
  const { roles } = useText().teams
  const words = useAuditText()
  const values: Readonly<Record<string, string>> = { ...roles, ...words.values }
  const format = useFormat()
  const { brands } = useMe()
  const { data: members = [] } = useQuery(api.teams.members.queryOptions())
  const names = new Map([...brands, ...members].map(({ id, name }) => [id, name]))
  const say = (value: unknown, field: string | undefined): string => {
    if (value === null || value === undefined || value === '') return words.nothing
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (Array.isArray(value)) return value.length === 0 ? words.nothing : format.list(value.map((each) => say(each, field)))
    if (typeof value !== 'string') return JSON.stringify(value)
    if (uuid.test(value)) return names.get(value) ?? words.unnamed(value.slice(-6))
    if (instant.test(value)) return format.dateTime(new Date(value).toISOString())
    const known = free.has(field ?? '') ? undefined : values[value]
    return known ?? (value.length > longest ? `${value.slice(0, longest)}…` : value)
  }
  return say
}

/** What people wrote themselves means nothing else. */
const free: ReadonlySet<string> = new Set([
  'name',
  'title',
  'text',
  'texts',
  'advice',
  'firstLine',
  'message',
  'tone',
  'why',
  'reason',
  'tags',
])
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
