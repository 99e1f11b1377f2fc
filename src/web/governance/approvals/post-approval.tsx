import { useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import { ApprovalCard } from './approval-card.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** What is asked about a post, where it is shown: nothing where nobody was ever asked. */
export function PostApproval({ postId }: { postId: string }) {
  const words = useApprovalsText()
  const { data } = useQuery(api.governance.approvalOfPost.queryOptions({ input: { postId } }))
  if (data?.approval === undefined || data.approval.state === 'withdrawn') return null
  return (
    <section aria-label={words.title}>
      <h2 className={styles.heading}>{words.title}</h2>
      <ApprovalCard approval={data.approval} within />
    </section>
  )
}
