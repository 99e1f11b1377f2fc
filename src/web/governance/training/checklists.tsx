import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { Checklist } from '#contract/governance'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { Section } from '../../ui/page.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useTrainingText } from './use-training-text.ts'

import styles from './training.module.css'

/** What there is to do when somebody or a brand is new; with `all` also what is done or was put away. */
export function Checklists({ all = false }: { all?: boolean }) {
  const { data } = useQuery(api.governance.checklists.queryOptions())
  const shown = (data ?? []).filter((list) => all || (!list.dismissed && list.items.some(({ done }) => !done)))
  return shown.map((list) => <List key={list.subjectId} list={list} />)
}

function List({ list }: { list: Checklist }) {
  const words = useTrainingText().lists
  const format = useFormat()
  const { items, dismissed, subjectId, name } = list
  const outcome = useOutcome({ changed: 'checklists' })
  const dismiss = useMutation(api.governance.dismissChecklist.mutationOptions(outcome))
  const tick = useMutation(api.governance.tickItem.mutationOptions(outcome))
  const title = list.list === 'member' ? words.member : words.brand(name)
  const done = items.filter((item) => item.done).length
  const putAway = (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${dismissed ? words.bringBack : words.dismiss}: ${title}`}
      onClick={() => dismiss.mutate({ list: list.list, subjectId, dismissed: !dismissed })}
    >
      {dismissed ? words.bringBack : words.dismiss}
    </Button>
  )
  return (
    <Section
      title={title}
      hint={done === items.length ? words.complete : words.progress(format.number(done), format.number(items.length))}
      action={putAway}
    >
      {!dismissed && (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={item.id} className={styles.item}>
              <Checkbox
                label={item.network === undefined ? wordsOf(item.id, words.items) : words.handle(networkName(item.network))}
                checked={item.done}
                disabled={item.by === 'fact'}
                title={item.by === 'fact' ? words.bySelf : undefined}
                onChange={(event) => tick.mutate({ list: list.list, subjectId, item: item.id, done: event.currentTarget.checked })}
              />
              <Way item={item} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function wordsOf(id: string, items: Readonly<Record<string, string>>): string {
  return items[id] ?? id
}

const ways = {
  training: '/settings/training',
  'two-factors': '/settings/sign-in',
  profile: '/settings/profile',
  notices: '/settings/profile',
  accounts: '/settings/accounts',
  team: '/settings/members',
  rules: '/settings/voice',
  documents: '/settings/training',
  'crisis-contacts': '/crisis/playbook',
  'first-post': '/calendar',
} as const

/** Where it is done, as long as it is not. */
function Way({ item: { id, done } }: { item: Checklist['items'][number] }) {
  const words = useTrainingText().lists
  const to = Object.entries(ways).find(([item]) => item === id)?.[1]
  if (done || to === undefined) return null
  return (
    <Link to={to} aria-label={`${words.go}: ${wordsOf(id, words.items)}`}>
      {words.go}
    </Link>
  )
}
