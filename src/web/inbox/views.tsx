import { ActionIcon, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  AlarmClock,
  ChartColumn,
  CheckCheck,
  CircleAlert,
  Clock3,
  Inbox,
  Keyboard,
  RefreshCw,
  User,
  UsersRound,
  UserX,
  type LucideIcon,
} from 'lucide-react'

import type { Counts } from '#contract/inbox'

import { api } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useReason } from '../errors/use-reason.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { showTrouble, toast } from '../ui/toast.tsx'
import { type InboxSearch, searchOf, type View, viewOf, views } from './inbox-search.ts'
import { SavedViewList } from './saved-views/saved-view-list.tsx'
import type { SavedViews } from './saved-views/use-saved-views.ts'
import { savedViewOf } from './saved-views/view-filter.ts'
import { AwaySwitch } from './sharing/away-switch.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './views.module.css'

interface ViewsProps {
  search: InboxSearch
  saved: SavedViews
  /** The filter on screen is being saved. */
  naming: boolean
  onNaming: (naming: boolean) => void
  onHelp: () => void
}

/** The ways to look at the inbox, each with how much is in it. Beside them, what could not be read. */
export function Views({ search, saved, naming, onNaming, onHelp }: ViewsProps) {
  const words = useInboxText()
  const format = useFormat()
  const brandId = useBrand().id
  const counts = useQuery(api.inbox.counts.queryOptions({ input: { brandId } })).data
  const current = savedViewOf(search, saved.saved) ? undefined : viewOf(search)
  return (
    <div className={styles.side}>
      <div className={styles.head}>
        <h1 className={styles.title}>{words.title}</h1>
        <LookNow />
        <Tooltip label={words.keys.open}>
          <ActionIcon variant="subtle" color="gray" aria-label={words.keys.open} className={styles.help} onClick={onHelp}>
            <Keyboard size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <nav aria-label={words.views.title} className={styles.views}>
        {views
          .filter((view) => view !== 'due' || view === current || (counts?.due ?? 0) > 0)
          .map((view) => {
            const Icon = icons[view]
            const count = countOf(view, counts)
            return (
              <Link
                key={view}
                from="/inbox"
                to="/inbox"
                search={(before) => ({
                  ...before,
                  state: undefined,
                  assignee: undefined,
                  due: undefined,
                  thread: undefined,
                  ...searchOf[view],
                })}
                activeOptions={{ exact: true }}
                aria-current={view === current ? 'page' : undefined}
                className={styles.view}
              >
                <Icon size={16} aria-hidden="true" />
                <span>{words.views.names[view]}</span>
                {count !== undefined && count > 0 && <span className={styles.count}>{format.number(count)}</span>}
              </Link>
            )
          })}
        <SavedViewList search={search} views={saved} naming={naming} onNaming={onNaming} />
        <Link to="/people" className={styles.view}>
          <UsersRound size={16} aria-hidden="true" />
          <span>{words.people}</span>
        </Link>
        <Link to="/inbox/measures" className={styles.view}>
          <ChartColumn size={16} aria-hidden="true" />
          <span>{words.views.measures}</span>
        </Link>
      </nav>
      <NotRead />
      <AwaySwitch />
    </div>
  )
}

/** Asks the networks at once, rather than when it is time again. What is new then appears by itself. */
function LookNow() {
  const words = useInboxText()
  const brandId = useBrand().id
  const explain = useExplain()
  const look = useMutation(
    api.inbox.readNow.mutationOptions({
      onSuccess: () => toast(words.looking),
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  if (!useMay()('inbox.work')) return null
  return (
    <Tooltip label={words.lookNow}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.lookNow}
        loading={look.isPending}
        onClick={() => look.mutate({ brandId })}
      >
        <RefreshCw size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

const icons: Readonly<Record<View, LucideIcon>> = {
  open: Inbox,
  due: AlarmClock,
  mine: User,
  nobodys: UserX,
  snoozed: Clock3,
  done: CheckCheck,
}

/** Of what is done there is no end, so nobody counts it. */
function countOf(view: View, counts: Counts | undefined): number | undefined {
  return view === 'done' ? undefined : counts?.[view]
}

/** Accounts whose messages do not arrive at the moment, and why. */
function NotRead() {
  const words = useInboxText()
  const reason = useReason()
  const brandId = useBrand().id
  const { accounts } = useFilterChoices()
  const readings = useQuery(api.inbox.readings.queryOptions({ input: { brandId } })).data ?? []
  return readings.map(({ accountId, reason: why }) => {
    const account = accounts.find(({ id }) => id === accountId)
    if (why === undefined || account === undefined) return null
    return (
      <Link key={accountId} to="/settings/accounts/$accountId" params={{ accountId }} className={styles.trouble}>
        <CircleAlert size={14} aria-hidden="true" />
        <span>
          {words.notRead(account.handle)} <small>{reason(account.network, why)}</small>
        </span>
      </Link>
    )
  })
}
