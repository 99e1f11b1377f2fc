import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Bot, KeyRound, Link2, ListChecks, UserRound } from 'lucide-react'

import type { AuditEntry, AuditName } from '#contract/teams'

import { LocalTime } from '../../ui/local-time.tsx'
import { Row } from '../../ui/rows.tsx'
import { Differences } from './differences.tsx'
import type { en } from './messages.en.ts'
import { nameOfThing } from './name-of-thing.ts'
import { useAuditText } from './use-audit-text.ts'

const icons = { web: UserRound, 'api-key': KeyRound, link: Link2, rule: ListChecks, system: Bot }

/** One entry: who did what, when and from where, and what differs since. */
export function AuditLine({ entry, names }: { entry: AuditEntry; names: ReadonlyMap<string, AuditName> }) {
  const words = useAuditText()
  const text = words.log
  const { actor, subject, at } = entry
  const Icon = icons[actor.via]
  const named = subject && subject.id !== actor.memberId ? names.get(subject.id) : undefined
  const about = named && nameOfThing(named, words)
  const origin = actor.ip === undefined ? text.via[actor.via] : text.from(text.via[actor.via], actor.ip)
  return (
    <Row
      lead={<Icon size={16} aria-hidden="true" />}
      title={
        <Text span>
          <strong>{actor.name}</strong> {deed(entry, { text, about })}
        </Text>
      }
      note={
        <>
          <LocalTime at={at} /> · {origin}
          <Differences entry={entry} names={names} />
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

/** What was done, and to what: as the entry names it, or else as it is called now. */
function deed({ action, detail }: AuditEntry, { text, about }: { text: (typeof en)['log']; about: string | undefined }): string {
  const known: Readonly<Record<string, string>> = text.did
  const done = known[action] ?? text.someAction(action)
  const what = [detail['handle'], detail['name'], detail['email'], detail['fileName'], detail['firstLine'], about].find(
    (each) => typeof each === 'string',
  )
  return typeof what === 'string' && what !== '' ? text.with(done, what) : done
}
