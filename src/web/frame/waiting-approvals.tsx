import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { useBrand, useMay } from './who.ts'

/** How many posts wait for this person's yes, beside the name of the place. Nothing where there are none. */
export function WaitingApprovals({ className }: { className: string | undefined }) {
  const text = useText().frame
  const { id: brandId, inPart } = useBrand()
  const may = useMay()
  // The queue is of a whole brand.
  const enabled = !inPart && may('approvals.decide')
  const waiting = useQuery({ ...api.governance.approvals.queryOptions({ input: { brandId, view: 'mine' } }), enabled }).data?.mine ?? 0
  if (waiting === 0) return null
  return (
    <>
      <span className={className} aria-hidden="true">
        {waiting}
      </span>
      <span className="visually-hidden">{text.waitingForYou(waiting)}</span>
    </>
  )
}
