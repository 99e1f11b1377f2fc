import { CircleAlert, CircleCheck, Coins, Info, TriangleAlert } from 'lucide-react'

import type { Finding } from '#networks/network'

import { useReason } from '../../errors/use-reason.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import type { Report } from './check-draft.ts'
import type { Draft } from './draft-content.ts'
import { toneOf } from './text-count.tsx'
import { useComposerText } from './use-composer-text.ts'
import { partsOn } from './variants.ts'

import styles from './checks-strip.module.css'

interface ChecksStripProps {
  draft: Draft
  reports: readonly Report[]
  /** What else stands in the way, in words. */
  others: readonly string[]
  onGo: (network: string, finding: Finding) => void
}

/** What each network would refuse, doubt or show otherwise, how long the text is there and what it costs; a click goes to the place. */
export function ChecksStrip({ draft, reports, others, onGo }: ChecksStripProps) {
  const words = useComposerText().checks
  return (
    <section className={styles.strip} aria-label={words.title}>
      {others.length > 0 && (
        <ul className={styles.list}>
          {others.map((sentence) => (
            <li key={sentence} className={styles.check} data-severity="error">
              <CircleAlert size={16} aria-label={words.error} />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {reports.map((report, index) => (
        <Place key={index} draft={draft} report={report} several={reports.length > 1} ready={others.length === 0} onGo={onGo} />
      ))}
    </section>
  )
}

interface PlaceProps extends Pick<ChecksStripProps, 'draft' | 'onGo'> {
  report: Report
  /** Several places are told apart by their names. */
  several: boolean
  /** Nothing else stands in the way. */
  ready: boolean
}

function Place({ draft, report, several, ready, onGo }: PlaceProps) {
  const words = useComposerText().checks
  const format = useFormat()
  const { findings, count, cost, place, accounts } = report
  const name = networkName(place.network)
  const [troubles, changes] = [findings.filter(({ severity }) => severity !== 'change'), findings.filter(isChange)]
  return (
    <div className={styles.place}>
      <p className={styles.head}>
        {several && (
          <span className={styles.name} title={format.list(accounts.map(({ handle }) => `@${handle}`))}>
            <NetworkIcon network={place.network} label={false} />
            {name}
          </span>
        )}
        <Verdict findings={findings} ready={ready} />
        {count !== undefined && (
          <span className={styles.count} data-tone={toneOf(count)}>
            {format.number(count.used)} / {format.number(count.max)}
          </span>
        )}
      </p>
      {troubles.length > 0 && <Findings draft={draft} network={place.network} findings={troubles} onGo={onGo} />}
      {cost > 0 && (
        <p className={styles.cost}>
          <Coins size={16} aria-hidden="true" />
          {words.cost(name, format.dollars(cost))}
        </p>
      )}
      {changes.length > 0 && (
        <div className={styles.changes}>
          <p>{words.changes(name)}</p>
          <Findings draft={draft} network={place.network} findings={changes} onGo={onGo} />
        </div>
      )}
    </div>
  )
}

const isChange = ({ severity }: Finding) => severity === 'change'

function Verdict({ findings, ready }: { findings: readonly Finding[]; ready: boolean }) {
  const words = useComposerText().checks
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  return (
    <span className={styles.verdict}>
      {errors > 0 && (
        <span data-severity="error">
          <CircleAlert size={16} aria-hidden="true" /> {words.errors(errors)}
        </span>
      )}
      {warnings > 0 && (
        <span data-severity="warning">
          <TriangleAlert size={16} aria-hidden="true" /> {words.warnings(warnings)}
        </span>
      )}
      {errors + warnings === 0 && ready && (
        <span data-severity="good">
          <CircleCheck size={16} aria-hidden="true" /> {words.good}
        </span>
      )}
    </span>
  )
}

interface FindingsProps {
  draft: Draft
  network: string
  findings: readonly Finding[]
  onGo: (network: string, finding: Finding) => void
}

function Findings({ draft, network, findings, onGo }: FindingsProps) {
  const words = useComposerText()
  const reason = useReason()
  const parts = partsOn(draft, network)
  /** Named only where there is more than one to look at. */
  function where({ part, image }: Finding): string {
    const many = (parts[part]?.images.length ?? 0) > 1
    return [
      ...(parts.length > 1 ? [words.part(part + 1)] : []),
      ...(many && image !== undefined ? [words.images.image(image + 1)] : []),
    ].join(', ')
  }
  return (
    <ul className={styles.list}>
      {findings.map((finding, index) => (
        <li key={index}>
          <button type="button" className={styles.check} data-severity={finding.severity} onClick={() => onGo(network, finding)}>
            <Sign severity={finding.severity} />
            <span>
              {where(finding) !== '' && <span className={styles.where}>{where(finding)} · </span>}
              {reason(network, finding.reason)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Sign({ severity }: Pick<Finding, 'severity'>) {
  const words = useComposerText().checks
  if (severity === 'error') return <CircleAlert size={16} aria-label={words.error} />
  if (severity === 'warning') return <TriangleAlert size={16} aria-label={words.warning} />
  return <Info size={16} aria-label={words.change} />
}
