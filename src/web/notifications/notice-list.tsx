import { Button, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  AlarmClock,
  AtSign,
  BellOff,
  BookOpenCheck,
  ChartNoAxesCombined,
  CircleAlert,
  CircleCheck,
  FileWarning,
  GraduationCap,
  Hourglass,
  ListChecks,
  MessageCircleWarning,
  MessageSquareText,
  PencilLine,
  PlugZap,
  Siren,
  Stamp,
  UserPlus,
  UserRoundSearch,
  type LucideIcon,
} from 'lucide-react'

import type { Notice, NoticeKind } from '#contract/notifications'

import { api, reload } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'

import styles from './notice-list.module.css'

/** My notices, newest first; opening one reads it. */
export function NoticeList({ onLeave }: { onLeave: () => void }) {
  const text = useText().notifications
  const { data, error, refetch } = useQuery(api.notifications.list.queryOptions({ input: {} }))
  const { mutate: markRead } = useMutation(api.notifications.markRead.mutationOptions({ onSuccess: () => reload('notifications') }))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={3} />
  return (
    <>
      <div className={styles.head}>
        <Title order={2} size="h3">
          {text.title}
        </Title>
        {data.unread > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => markRead({})}>
            {text.markAllRead}
          </Button>
        )}
      </div>
      {data.notices.length === 0 && (
        <EmptyState icon={<BellOff size={20} />} title={text.none}>
          {text.noneHint}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {data.notices.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            onOpen={() => {
              if (notice.readAt === undefined) markRead({ ids: [notice.id] })
              onLeave()
            }}
          />
        ))}
      </ul>
    </>
  )
}

const icons: Record<NoticeKind, LucideIcon> = {
  'post-rejected': CircleAlert,
  'post-needs-a-person': UserRoundSearch,
  'post-missed': Hourglass,
  'post-left-out': MessageCircleWarning,
  'note-mention': AtSign,
  'account-signed-out': PlugZap,
  'member-joined': UserPlus,
  'rule-alert': ListChecks,
  'thread-due-soon': AlarmClock,
  'thread-overdue': AlarmClock,
  'must-know': BookOpenCheck,
  'unusual-figures': ChartNoAxesCombined,
  'report-failed': FileWarning,
  'crisis-began': Siren,
  'crisis-urgent': Siren,
  'crisis-proposed': Siren,
  training: GraduationCap,
  'hook-off': BellOff,
  'approval-asked': Stamp,
  'approval-given': CircleCheck,
  'approval-refused': PencilLine,
  'approval-due': AlarmClock,
  'approval-late': Hourglass,
  'approval-comment': MessageSquareText,
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const text = useText().notifications
  const Icon = icons[notice.kind]
  const isNew = notice.readAt === undefined
  return (
    <li>
      <Link {...placeOf(notice.href)} className={styles.line} data-new={isNew || undefined} onClick={onOpen}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles.words}>
          {text.sentences[notice.kind](notice.params)}
          <span className={styles.when}>
            <LocalTime at={notice.at} as="relative" />
          </span>
        </span>
        {isNew && <span className={styles.mark}>{text.unread}</span>}
      </Link>
    </li>
  )
}

/** A notice may lead to one thing on a page, named after a question mark. */
function placeOf(href: string): { to: string; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(href, location.origin)
  return { to: pathname, search: Object.fromEntries(searchParams) }
}
