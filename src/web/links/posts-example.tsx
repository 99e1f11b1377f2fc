import { useQuery } from '@tanstack/react-query'

import { asItGoesOut, withUtm } from '#contract/link-address'

import { api } from '../api.ts'
import { networkName } from '../networks.ts'
import { useLinksText } from './use-links-text.ts'

import styles from './link-settings.module.css'

interface PostsExampleProps {
  brandId: string
  way: 'utm' | 'shorten'
  /** The brand's own domain, where it was chosen. */
  host: string | undefined
}

const written = 'https://example.com/spring'

/** One address, by what the brand adds now: as it is written, as it stands in the post, and where it leads. */
export function PostsExample({ brandId, way, host }: PostsExampleProps) {
  const { posts: words } = useLinksText()
  const { data: accounts } = useQuery(api.connections.accounts.queryOptions({ input: { brandId } }))
  const network = accounts?.[0]?.network
  const { data: utm } = useQuery(
    api.links.utm.queryOptions({ input: { brandId, ...(network === undefined ? {} : { network }) }, enabled: accounts !== undefined }),
  )
  if (utm === undefined) return null
  const short = host === undefined ? `${location.origin}/l/` : `https://${host}/`
  const tagged = withUtm(written, utm)
  const lines = [
    [words.written, written],
    ...(way === 'shorten' ? [[words.stands, asItGoesOut(written, { way, short, own: [] })]] : []),
    [way === 'utm' ? words.stands : words.leadsTo, tagged],
  ] as const
  return (
    <figure className={styles.example}>
      <figcaption>{network === undefined ? words.example : words.exampleOn(networkName(network))}</figcaption>
      <dl>
        {lines.map(([name, address]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd translate="no">{address}</dd>
          </div>
        ))}
      </dl>
    </figure>
  )
}
