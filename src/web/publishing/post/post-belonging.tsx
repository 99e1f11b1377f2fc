import { Flag, Tag } from 'lucide-react'

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
  const explain = useExplain()
  const { campaigns, labels } = useBelongings(post.brandId)
  const campaign = campaigns.find(({ id }) => id === post.campaignId)
  async function organise({ campaignId, labelIds }: Belonging): Promise<void> {
    await client.publishing
      .organise({ postId: post.id, campaignId, labelIds: [...labelIds] })
      .catch((error: unknown) => showTrouble(explain(error)))
    await reload('posts')
  }
  return (
    <div className={styles.belonging}>
      {campaign !== undefined && (
        <Tinted colour={campaign.colour} icon={Flag}>
          {campaign.name}
        </Tinted>
      )}
      {labels
        .filter(({ id }) => post.labelIds.includes(id))
        .map(({ id, name, colour }) => (
          <Tinted key={id} colour={colour} icon={Tag}>
            {name}
          </Tinted>
        ))}
      {mayWrite && (
        <BelongingChoice
          brandId={post.brandId}
          value={{ campaignId: post.campaignId ?? null, labelIds: post.labelIds }}
          onChange={(belonging) => void organise(belonging)}
          quiet
        />
      )}
    </div>
  )
}
