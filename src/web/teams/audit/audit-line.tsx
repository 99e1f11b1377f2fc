import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Bot, KeyRound, Link2, ListChecks, UserRound } from 'lucide-react'

import type { AuditEntry } from '#contract/teams'

import { useText } from '../../language/text-provider.tsx'
import type { Texts } from '../../messages.en.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Row } from '../../ui/rows.tsx'

import styles from './audit.module.css'

const icons = { web: UserRound, 'api-key': KeyRound, link: Link2, rule: ListChecks, system: Bot }

/** One entry: who did what, when and from where, and what differs since. */
export function AuditLine({ entry }: { entry: AuditEntry }) {
  const text = useText().teams.audit
  const { actor, subject, at } = entry
  const Icon = icons[actor.via]
  const origin = actor.ip === undefined ? text.via[actor.via] : text.from(text.via[actor.via], actor.ip)
  return (
    <Row
      lead={<Icon size={16} aria-hidden="true" />}
      title={
        <Text span>
          <strong>{actor.name}</strong> {deed(entry, text)}
        </Text>
      }
      note={
        <>
          <LocalTime at={at} /> · {origin}
          <Differences entry={entry} />
        </>
      }
    >
      {subject?.kind === 'post' && (
        <Link to="/posts/$postId" params={{ postId: subject.id }}>
          {text.toPost}
        </Link>
      )}
    </Row>
  )
}

/** What was done, and to what, where the entry names it. */
function deed({ action, detail }: AuditEntry, text: Texts['teams']['audit']): string {
  const known: Readonly<Record<string, string>> = text.did
  const done = known[action] ?? text.someAction(action)
  const what = [detail['handle'], detail['name'], detail['email'], detail['fileName'], detail['firstLine']].find(
    (each) => typeof each === 'string',
  )
  return typeof what === 'string' && what !== '' ? text.with(done, what) : done
}

/** Each field that was changed, as it was and as it is. */
function Differences({ entry: { before, after } }: { entry: AuditEntry }) {
  const { audit: text, roles } = useText().teams
  const fields: Readonly<Record<string, string>> = text.fields
  const say = (name: string, value: unknown) => said(name === 'role' ? (roleNames(roles)[String(value)] ?? value) : value, text)
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <ul className={styles.differences} aria-label={text.differences}>
      {names.map((name) => (
        <li key={name}>
          <span className={styles.field}>{fields[name] ?? name}</span>
          {before && <del>{say(name, before[name])}</del>}
          {before && after && <span aria-hidden="true"> → </span>}
          {after && <ins>{say(name, after[name])}</ins>}
        </li>
      ))}
    </ul>
  )
}

function roleNames(roles: Texts['teams']['roles']): Readonly<Record<string, string>> {
  return roles
}

function said(value: unknown, text: Texts['teams']['audit']): string {
  if (value === null || value === undefined || value === '') return text.nothing
  return typeof value === 'string' ? value : JSON.stringify(value)
}
