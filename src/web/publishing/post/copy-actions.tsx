import { Button, Tooltip } from '@mantine/core'

import type { Delivery } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useWrite } from '../../frame/use-write.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'

import styles from './decisions.module.css'

interface CopyActionsProps {
  delivery: Delivery
  postId: string
  /** Other copies of the post that are live. */
  othersLive: boolean
  onTakeDown: () => void
  onCorrect: () => void
}

/** What can be done about one copy while others stay as they are. */
export function CopyActions({ delivery: { state, accountId, correctable }, postId, othersLive, onTakeDown, onCorrect }: CopyActionsProps) {
  const words = useText().post
  const may = useMay()
  const correct = useCorrection(postId, accountId)
  if (state === 'published' && may('posts.publish') && (correctable || othersLive)) {
    return (
      <div className={styles.decisions}>
        {correctable && (
          <Button size="compact-sm" variant="default" onClick={onCorrect}>
            {words.correction.open}
          </Button>
        )}
        {othersLive && (
          <Button size="compact-sm" variant="default" onClick={onTakeDown}>
            {words.takeDownHere}
          </Button>
        )}
      </div>
    )
  }
  if (!othersLive || state !== 'rejected' || !may('posts.write')) return null
  return (
    <div className={styles.decisions}>
      <Tooltip label={words.correctHint} multiline w={280}>
        <Button size="compact-sm" variant="default" onClick={() => void correct()}>
          {words.correctHere}
        </Button>
      </Tooltip>
    </div>
  )
}

/** A copy for this account alone, opened to be changed. */
function useCorrection(postId: string, accountId: string): () => Promise<void> {
  const { duplicated } = useText().post.done
  const explain = useExplain()
  const write = useWrite()
  const key = useIdempotencyKey()
  return async () => {
    try {
      const input = { postId, accountIds: [accountId] }
      const copy = await client.publishing.duplicate(input, { context: { idempotencyKey: key.current() } })
      key.next()
      toast(duplicated)
      write.open({ postId: copy.id })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('posts')
    }
  }
}
