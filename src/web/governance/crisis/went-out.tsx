import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { OpenCrisis } from '#contract/governance'

import { api } from '../../api.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useCrisisText } from './use-crisis-text.ts'

const hour = 3_600_000

/** What was live already when somebody switched, and what went out since: its last byte had left, or two people wanted it. */
export function WentOut({ crisis: { brandId, beganAt, endedAt } }: { crisis: OpenCrisis }) {
  const { wentOut: words, held } = useCrisisText()
  const began = Date.parse(beganAt)
  const from = new Date(began - hour).toISOString()
  const to = endedAt ?? new Date(began + 7 * 24 * hour).toISOString()
  const { data } = useQuery(api.publishing.wentOut.queryOptions({ input: { from, to, ...(brandId === undefined ? {} : { brandId }) } }))
  return (
    <Section title={words.title} hint={data?.length === 0 ? words.none : words.hint}>
      {data !== undefined && data.length > 0 && (
        <Rows label={words.title}>
          {data.map(({ deliveryId, postId, network, handle, firstLine, publishedAt, url }) => (
            <Row
              key={deliveryId}
              lead={<NetworkIcon network={network} size={18} />}
              title={
                <Link to="/posts/$postId" params={{ postId }}>
                  <bdi>{firstLine || held.noText}</bdi>
                </Link>
              }
              note={
                <>
                  @{handle} · <LocalTime at={publishedAt} as="time" /> · {Date.parse(publishedAt) < began ? words.before : words.after}
                </>
              }
            >
              {url !== undefined && (
                <a href={url} target="_blank" rel="noreferrer">
                  {words.see}
                </a>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}
