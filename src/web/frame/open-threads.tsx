import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { useBrand } from './who.ts'

/** How many threads of the inbox are open, beside its name. Nothing where there are none. */
export function OpenThreads({ className }: { className: string | undefined }) {
  const text = useText().frame
  const brandId = useBrand().id
  const open = useQuery(api.inbox.counts.queryOptions({ input: { brandId } })).data?.open ?? 0
  if (open === 0) return null
  const shown = open > most ? `${most}+` : String(open)
  return (
    <>
      <span className={className} aria-hidden="true">
        {shown}
      </span>
      <span className="visually-hidden">{text.openThreads(shown)}</span>
    </>
  )
}

const most = 999
