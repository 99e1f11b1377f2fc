import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Hash, Plus } from 'lucide-react'

import type { HashtagGroup } from '#contract/strategy'

import { api } from '../api.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useStrategyText } from './use-strategy-text.ts'

interface HashtagListProps {
  brandId: string
  mayWrite: boolean
  /** Without a group: a new one. */
  onOpen: (group?: HashtagGroup) => void
}

/** Hashtags that are used together. */
export function HashtagList({ brandId, mayWrite, onOpen }: HashtagListProps) {
  const words = useStrategyText()
  const { data, error, refetch } = useQuery(api.strategy.hashtagGroups.queryOptions({ input: { brandId } }))
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => onOpen()}>
      {words.newHashtags}
    </Button>
  )
  return (
    <Section title={words.hashtags} hint={words.hashtagsHint} action={mayWrite && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p>{words.noHashtags}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.hashtags}>
          {data.map((group) => (
            <Row
              key={group.id}
              lead={<Hash size={18} aria-hidden="true" />}
              title={group.name}
              note={group.tags.map((tag) => `#${tag}`).join(' ')}
            >
              {mayWrite && <Manage group={group} onOpen={onOpen} />}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Manage({ group, onOpen }: { group: HashtagGroup; onOpen: HashtagListProps['onOpen'] }) {
  const words = useStrategyText()
  const outcome = useOutcome({ changed: 'strategy', says: words.removed(group.name) })
  const remove = useMutation(api.strategy.removeHashtagGroup.mutationOptions(outcome))
  return (
    <>
      <Button variant="default" onClick={() => onOpen(group)}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeHashtagsAsk(group.name)}
        explanation={words.removeHashtagsHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ groupId: group.id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
