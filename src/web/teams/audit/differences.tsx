import type { AuditEntry, AuditName } from '#contract/teams'

import { differencesBetween } from './differences-between.ts'
import { useAuditText } from './use-audit-text.ts'
import { useSayValue } from './use-say-value.tsx'

import styles from './audit.module.css'

interface DifferencesProps {
  entry: AuditEntry
  names: ReadonlyMap<string, AuditName>
}

/** Each field that was changed, as it was and as it is. */
export function Differences({ entry: { before, after }, names }: DifferencesProps) {
  const words = useAuditText()
  const fields: Readonly<Record<string, string>> = words.fields
  const say = useSayValue(names)
  const all = differencesBetween(before, after)
  if (all.length === 0) return null
  // Places within a list are numbers; ids that only hold a list together say nothing to a person.
  const shown = all.filter(({ path }) => path.at(-1) !== 'id')
  return (
    <ul className={styles.differences} aria-label={words.differences}>
      {shown.slice(0, most).map((difference) => (
        <li key={difference.path.join('/')}>
          <span className={styles.field}>{difference.path.map((name) => fields[name] ?? name).join(' › ')}</span>
          {before && <del>{say(difference.before, difference.path.at(-1) ?? '')}</del>}
          {before && after && <span aria-hidden="true"> → </span>}
          {after && <ins>{say(difference.after, difference.path.at(-1) ?? '')}</ins>}
        </li>
      ))}
      {shown.length > most && <li>{words.more(shown.length - most)}</li>}
    </ul>
  )
}

const most = 12
