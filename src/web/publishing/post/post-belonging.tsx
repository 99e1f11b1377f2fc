import { Flag, Tag } from 'lucide-react'
import { useRef, useState } from 'react'

import type { Post } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useMay } from '../../frame/who.ts'
import { BelongingChoice, type Belonging } from '../../strategy/belonging-choice.tsx'
import { useBelongings } from '../../strategy/use-belongings.ts'
import { Tinted } from '../../ui/tinted.tsx'
import { showTrouble } from '../../ui/toast.tsx'

import styles from './post-belonging.module.css'

/** What the post is sorted by; also a live one can be sorted anew. */
export function PostBelonging({ post }: { post: Post }) {
  const mayWrite = useMay()('posts.write')
  const { campaigns, labels } = useBelongings(post.brandId)
  const { belonging, organise } = useOrganise(post)
  const campaign = campaigns.find(({ id }) => id === belonging.campaignId)
  return (
    <div className={styles.belonging}>
      {campaign !== undefined && (
        <Tinted colour={campaign.colour} icon={Flag}>
          {campaign.name}
        </Tinted>
      )}
      {labels
        .filter(({ id }) => belonging.labelIds.includes(id))
        .map(({ id, name, colour }) => (
          <Tinted key={id} colour={colour} icon={Tag}>
            {name}
          </Tinted>
        ))}
      {mayWrite && <BelongingChoice brandId={post.brandId} value={belonging} onChange={organise} quiet />}
    </div>
  )
}

/** What was chosen last holds until the server has it, so that a label chosen right after a campaign does not take the campaign away. */
function useOrganise(post: Post): { belonging: Belonging; organise: (belonging: Belonging) => void } {
  const explain = useExplain()
  const [chosen, setChosen] = useState<Belonging>()
  const waiting = useRef(0)
  const last = useRef(Promise.resolve())
  async function save({ campaignId, labelIds }: Belonging): Promise<void> {
    await client.publishing
      .organise({ postId: post.id, campaignId, labelIds: [...labelIds] })
      .catch((error: unknown) => showTrouble(explain(error)))
    await reload('posts')
    waiting.current -= 1
    if (waiting.current === 0) setChosen(undefined)
  }
  return {
    belonging: chosen ?? { campaignId: post.campaignId ?? null, labelIds: post.labelIds },
    organise: (belonging) => {
      setChosen(belonging)
      waiting.current += 1
      last.current = last.current.then(() => save(belonging))
    },
  }
}
