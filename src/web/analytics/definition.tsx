import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { Figures } from '#contract/analytics'
import { type Metric, metrics } from '#contract/metrics'

import { api } from '../api.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { networkName, useNetworkTexts } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './figure.module.css'

/** What the number on screen was made with. */
export type About = Pick<Figures, 'timeZone' | 'readAt' | 'missing'>

/** What a metric counts, its formula, where each network of the brand takes it from, by whose clock, and how old it is. */
export function Definition({ metric, about }: { metric: Metric; about: About | undefined }) {
  const { definition: words, figure } = useAnalyticsText()
  const { language } = useLanguage()
  const format = useFormat()
  const say = useSay()
  const { means, formula, name } = say.text(metric)
  return (
    <div className={styles.definition}>
      <p className={styles.title}>{name}</p>
      <p>{means}</p>
      {formula !== undefined && (
        <p>
          <span className={styles.soft}>{words.formula}</span>
          <br />
          {formula}
        </p>
      )}
      <Origin metric={metric} />
      {about && (
        <p className={styles.soft}>
          {words.zone(zoneName(about.timeZone, language))}{' '}
          {about.readAt === undefined ? words.notRead : words.read(format.relative(about.readAt))}
        </p>
      )}
      {about && <Missing metric={metric} missing={about.missing} none={figure.notTold} />}
      {metrics[metric].of.includes('post') && metric !== 'posts' && (
        <Link from="/analytics" to="/analytics/posts" search={(before) => ({ ...before, metric })} className={styles.drill}>
          {words.drill}
        </Link>
      )}
    </div>
  )
}

function Origin({ metric }: { metric: Metric }) {
  const { definition: words } = useAnalyticsText()
  const say = useSay()
  const { from } = metrics[metric]
  if (metrics[metric].counted) return <p>{words.counted}</p>
  if (from === undefined) return <Sources metric={metric} />
  return (
    <>
      <p className={styles.soft}>
        {words.derived} {from.map(say.name).join(' · ')}
      </p>
      {metric === 'engagements' && from.map((part) => <Sources key={part} metric={part} named />)}
    </>
  )
}

/** In the viewer's words: which name it has on the networks that the brand is on. */
function Sources({ metric, named = false }: { metric: Metric; named?: boolean }) {
  const { definition: words } = useAnalyticsText()
  const { language } = useLanguage()
  const say = useSay()
  const texts = useNetworkTexts()
  const format = useFormat('UTC')
  const { networks } = useFilterChoices()
  const { data = [] } = useQuery({ ...api.analytics.dictionary.queryOptions({ input: {} }), staleTime: Infinity })
  const sources = data.find((one) => one.metric === metric)?.sources.filter(({ network }) => networks.includes(network)) ?? []
  if (sources.length === 0) return null
  return (
    <div>
      <p className={styles.soft}>{named ? say.name(metric) : words.sources}</p>
      <ul className={styles.sources}>
        {sources.map(({ network, of, source, since, zone, note }) => (
          <li key={`${network} ${of}`}>
            <NetworkIcon network={network} size={14} label={false} /> {networkName(network)}, {words[of]}: <code>{source}</code>
            <span className={styles.soft}>
              {since !== undefined && ` ${words.since(format.longDate(`${since}T12:00:00Z`))}`}
              {zone !== undefined && ` · ${words.byClock(zone)}`}
              {note !== undefined && ` · ${texts.get(network)?.[language][note] ?? note}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Missing({ metric, missing, none }: { metric: Metric; missing: About['missing']; none: string }) {
  const { definition: words } = useAnalyticsText()
  const format = useFormat()
  const { accounts } = useFilterChoices()
  const ids = missing.find((one) => one.metric === metric)?.accountIds ?? []
  if (ids.length === 0) return null
  const handles = accounts.filter(({ id }) => ids.includes(id)).map(({ handle }) => `@${handle}`)
  return <p className={styles.soft}>{handles.length === 0 ? none : words.missing(format.list(handles))}</p>
}
