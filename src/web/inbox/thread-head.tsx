import { ActionIcon, Tooltip } from '@mantine/core'
import { ArrowLeft, ExternalLink, IdCard, Lock } from 'lucide-react'

import type { Thread } from '#contract/inbox'

import { useLanguage } from '../language/text-provider.tsx'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { Avatar } from '../ui/avatar.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { DueChip } from './deadlines/due-chip.tsx'
import { howLong } from './how-long.ts'
import { kindIcons } from './kind-icons.ts'
import { nameOfPerson } from './name-of-person.ts'
import { PersonLink } from './people/person-link.tsx'
import { ThreadActions, type Asking } from './thread-actions.tsx'
import { useEveryMinute } from './use-every-minute.ts'
import { useInboxText } from './use-inbox-text.ts'
import type { ThreadWork } from './use-thread-work.ts'

import styles from './thread-head.module.css'

interface ThreadHeadProps {
  thread: Thread
  work: ThreadWork
  asking: Asking | undefined
  onAsking: (asking: Asking | undefined) => void
  onPerson: (personId: string) => void
  onBack: (() => void) | undefined
}

/** Whom it is with, and what can be done with it. */
export function ThreadHead({ thread, work, asking, onAsking, onPerson, onBack }: ThreadHeadProps) {
  const words = useInboxText()
  return (
    <header className={styles.head}>
      <div className={styles.person}>
        {onBack && (
          <Tooltip label={words.actions.back}>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.actions.back} onClick={onBack}>
              <ArrowLeft size={18} />
            </ActionIcon>
          </Tooltip>
        )}
        <Person thread={thread} />
        <Ways thread={thread} onPerson={onPerson} />
      </div>
      <ThreadActions threads={[thread]} work={work} asking={asking} onAsking={onAsking} />
    </header>
  )
}

/** The person's card: face, name, where they are known, what this is, and how long they have waited. */
function Person({ thread }: Pick<ThreadHeadProps, 'thread'>) {
  const words = useInboxText()
  const { language } = useLanguage()
  const { accounts } = useFilterChoices()
  const { profile, kind, network, waitingSince, due } = thread
  useEveryMinute()
  const account = accounts.find(({ id }) => id === thread.accountId)
  const name = nameOfPerson(profile, words.someone)
  const Icon = kindIcons[kind]
  return (
    <>
      <Avatar name={name} url={profile?.avatarUrl} size={40} mark={<NetworkIcon network={network} size={14} />} />
      <div className={styles.card}>
        <h2 className={styles.name} dir="auto">
          <PersonLink personId={profile?.personId}>{name}</PersonLink>
        </h2>
        <p className={styles.about}>
          {profile !== undefined && profile.handle !== '' && profile.handle !== name && <span>@{profile.handle}</span>}
          <span>
            <Icon size={12} aria-hidden="true" /> {words.kinds[kind]}
            {account !== undefined && ` ${words.thread.to(account.handle)}`}
          </span>
          {kind === 'message' && (
            <span>
              <Lock size={12} aria-hidden="true" /> {words.thread.isPrivate}
            </span>
          )}
          {waitingSince !== undefined && <span className={styles.waits}>{words.waits(howLong(waitingSince, language))}</span>}
          {due !== undefined && <DueChip due={due} />}
        </p>
      </div>
    </>
  )
}

function Ways({ thread, onPerson }: Pick<ThreadHeadProps, 'thread' | 'onPerson'>) {
  const words = useInboxText()
  const { profile, network } = thread
  const name = nameOfPerson(profile, words.someone)
  const there = thread.items.findLast(({ url }) => url !== undefined)?.url ?? profile?.url
  const seeThere = words.actions.onNetwork(networkName(network))
  const card = words.actions.card(name)
  const personId = profile?.personId
  return (
    <div className={styles.ways}>
      {personId !== undefined && (
        <Tooltip label={card}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={card} onClick={() => onPerson(personId)}>
            <IdCard size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {there !== undefined && (
        <Tooltip label={seeThere}>
          <ActionIcon
            component="a"
            href={there}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={seeThere}
          >
            <ExternalLink size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}
