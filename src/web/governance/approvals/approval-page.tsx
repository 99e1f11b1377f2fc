import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ApprovalCard } from './approval-card.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

/** One request on a page of its own, where notices and mails lead. */
export function ApprovalPage() {
  const words = useApprovalsText()
  const { approvalId } = useParams({ from: '/inside/approvals/$approvalId' })
  const mayRead = useMay()('posts.read')
  const { data, error, refetch } = useQuery(api.governance.approval.queryOptions({ input: { approvalId } }))
  return (
    <Page
      title={data?.firstLine || words.title}
      controls={
        <Button
          renderRoot={(props) => <Link to="/approvals" {...props} />}
          variant="subtle"
          color="gray"
          leftSection={<ArrowLeft size={16} aria-hidden="true" />}
        >
          {words.back}
        </Button>
      }
      action={
        data?.kind === 'post' &&
        mayRead && (
          <Button variant="default" renderRoot={(props) => <Link to="/posts/$postId" params={{ postId: data.postId }} {...props} />}>
            {words.openPost}
          </Button>
        )
      }
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} />}
      {data && <ApprovalCard approval={data} />}
    </Page>
  )
}
