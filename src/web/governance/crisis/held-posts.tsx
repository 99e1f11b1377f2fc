import { Button, Checkbox, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { HeldPost } from '#contract/publishing'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { SpreadDialog } from './spread-dialog.tsx'
import { useCrisisText } from './use-crisis-text.ts'
import { useDeciding } from './use-deciding.ts'

import styles from './crisis.module.css'

const atOnce = 200

/** Of a brand, or of all. */
export function heldOptions(brandId: string | undefined) {
  return api.publishing.heldPosts.queryOptions({ input: { limit: atOnce, ...(brandId === undefined ? {} : { brandId }) } })
}

/** What a crisis held, to be decided one by one or all at once; while one stands it is only shown. */
export function HeldPosts({ brandId, standing }: { brandId: string | undefined; standing: boolean }) {
  const { held: words } = useCrisisText()
  const mayDecide = useMay()('posts.publish') && !standing
  const { data, error, refetch } = useQuery(heldOptions(brandId))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data || data.total === 0) return null
  return (
    <Section title={words.title} hint={standing ? words.during : words.hint}>
      {mayDecide ? <Deciding posts={data.posts} total={data.total} /> : <HeldRows posts={data.posts} />}
    </Section>
  )
}

function Deciding({ posts, total }: { posts: readonly HeldPost[]; total: number }) {
  const { held: words } = useCrisisText()
  const format = useFormat()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [spreading, setSpreading] = useState(false)
  const chosen = posts.map(({ postId }) => postId).filter((id) => picked.has(id))
  const { decide, isPending } = useDeciding(() => {
    setPicked(new Set())
    setSpreading(false)
  })
  const count = format.number(chosen.length)
  return (
    <>
      <div className={styles.tools}>
        <Checkbox
          label={chosen.length === 0 ? words.all : words.chosen(count)}
          checked={chosen.length === posts.length}
          indeterminate={chosen.length > 0 && chosen.length < posts.length}
          onChange={() => setPicked(new Set(chosen.length === posts.length ? [] : posts.map(({ postId }) => postId)))}
        />
        <span className={styles.quiet}>{words.count(format.number(posts.length), format.number(total))}</span>
        <Group gap="xs" className={styles.end ?? ''}>
          <ConfirmButton
            disabled={chosen.length === 0}
            question={words.leaveOutAsk(count)}
            explanation={words.leaveOutHint}
            confirm={words.leaveOut}
            onConfirm={() => decide(chosen, { kind: 'leave-out' })}
          >
            {words.leaveOut}
          </ConfirmButton>
          <Button disabled={chosen.length === 0} loading={isPending} onClick={() => setSpreading(true)}>
            {words.publish}
          </Button>
        </Group>
      </div>
      <HeldRows
        posts={posts}
        picked={picked}
        onPick={(id) => setPicked(new Set(picked.has(id) ? [...picked].filter((one) => one !== id) : [...picked, id]))}
      />
      {total > posts.length && <p className={styles.quiet}>{words.more}</p>}
      {spreading && (
        <SpreadDialog
          count={chosen.length}
          isPending={isPending}
          onSpread={(how) => void decide(chosen, { kind: 'publish', ...how })}
          onClose={() => setSpreading(false)}
        />
      )}
    </>
  )
}

interface HeldRowsProps {
  posts: readonly HeldPost[]
  picked?: ReadonlySet<string>
  /** Absent where nothing is decided. */
  onPick?: (postId: string) => void
}

function HeldRows({ posts, picked, onPick }: HeldRowsProps) {
  const { held: words } = useCrisisText()
  return (
    <Rows label={words.title}>
      {posts.map(({ postId, firstLine, dueAt, partly, copies }) => (
        <Row
          key={postId}
          lead={
            onPick && (
              <Checkbox checked={picked?.has(postId) ?? false} aria-label={words.choose(firstLine)} onChange={() => onPick(postId)} />
            )
          }
          title={
            <Link to="/posts/$postId" params={{ postId }} title={words.open}>
              <bdi>{firstLine || words.noText}</bdi>
            </Link>
          }
          note={
            <>
              {words.due} <LocalTime at={dueAt} />
              {partly && ` · ${words.partly}`}
            </>
          }
        >
          <span className={styles.networks}>
            {copies.slice(0, 6).map(({ deliveryId, network, handle }) => (
              <span key={deliveryId} title={`@${handle}`}>
                <NetworkIcon network={network} size={16} />
              </span>
            ))}
          </span>
        </Row>
      ))}
    </Rows>
  )
}
