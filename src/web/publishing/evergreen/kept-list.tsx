import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CirclePause, Repeat2, type LucideIcon } from 'lucide-react'
import { Suspense, useState } from 'react'

import type { Account } from '#contract/connections'
import type { Category, KeptPost } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge, type Tone } from '../../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { MediaThumb } from '../post/media-thumb.tsx'
import { KeptActions } from './kept-actions.tsx'
import { KeptForm } from './kept-form.tsx'
import { KeptTroubleLine } from './kept-trouble-line.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

interface KeptListProps {
  category: Category
  accounts: readonly Account[]
  mayChange: boolean
}

/** What a category keeps, in the order of their turn. */
export function KeptList({ category, accounts, mayChange }: KeptListProps) {
  const words = useEvergreenText().kept
  const [editing, setEditing] = useState<KeptPost>()
  const { data, error, refetch } = useQuery(api.publishing.keptPosts.queryOptions({ input: { categoryId: category.id } }))
  return (
    <>
      <h3 className={styles.heading}>{words.title(category.kept)}</h3>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p className={styles.hint}>{words.none}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={category.name}>
          {data.map((kept) => (
            <KeptRow key={kept.id} kept={kept} accounts={accounts} mayChange={mayChange} onEdit={() => setEditing(kept)} />
          ))}
        </Rows>
      )}
      {editing !== undefined && (
        <Suspense>
          <KeptForm kept={editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      )}
    </>
  )
}

interface KeptRowProps {
  kept: KeptPost
  accounts: readonly Account[]
  mayChange: boolean
  onEdit: () => void
}

const looks: Record<KeptPost['state'], { tone: Tone; icon: LucideIcon }> = {
  active: { tone: 'good', icon: Repeat2 },
  paused: { tone: 'wait', icon: CirclePause },
  ended: { tone: 'calm', icon: CircleCheck },
}

function KeptRow({ kept, accounts, mayChange, onEdit }: KeptRowProps) {
  const words = useEvergreenText().kept
  const { tone, icon } = looks[kept.state]
  return (
    <Row
      lead={<Picture kept={kept} />}
      title={kept.firstLine || words.noText}
      note={
        <>
          <Facts kept={kept} />
          {kept.trouble !== undefined && kept.state === 'active' && <KeptTroubleLine trouble={kept.trouble} accounts={accounts} />}
        </>
      }
    >
      <StateBadge tone={tone} icon={icon}>
        {kept.endedBy === undefined ? words.state[kept.state] : words.endedBy[kept.endedBy]}
      </StateBadge>
      {mayChange && <KeptActions kept={kept} onEdit={onEdit} />}
    </Row>
  )
}

function Picture({ kept: { thumbUrl, thumbKind } }: { kept: KeptPost }) {
  if (thumbUrl !== undefined) return <MediaThumb className={styles.thumb} url={thumbUrl} kind={thumbKind} />
  return (
    <span className={styles.noThumb} aria-hidden="true">
      <Repeat2 size={18} />
    </span>
  )
}

function Facts({ kept }: { kept: KeptPost }) {
  const words = useEvergreenText().kept
  const format = useFormat(useBrand().timeZone)
  const { out, endsAfter, endsOn, lastAt, nextAt, wordings } = kept
  const counted = endsAfter === undefined ? (out === 0 ? words.never : words.out(out)) : words.outOf(out, endsAfter)
  const facts = [
    counted,
    ...(endsOn === undefined ? [] : [words.until(format.dayMonth(`${endsOn}T12:00:00Z`))]),
    ...(lastAt === undefined ? [] : [words.last(format.date(lastAt))]),
    ...(nextAt === undefined ? [] : [words.next(format.dateTime(nextAt))]),
    ...(wordings.length === 1 ? [] : [words.wordings(wordings.length)]),
  ]
  return <div>{facts.join(' · ')}</div>
}
