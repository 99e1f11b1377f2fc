import { CircleAlert, CircleCheck, Coins, Info, TriangleAlert } from 'lucide-react'

import type { Finding } from '#networks/network'

import { useReason } from '../../errors/use-reason.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import type { Report } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { kindOf } from './media-kind.ts'
import { QuotaLines } from './quota-lines.tsx'
import { remarksOf, type Remark } from './remarks.ts'
import { toneOf } from './text-count.tsx'
import { useComposerText } from './use-composer-text.ts'
import { partsOn } from './variants.ts'

import styles from './checks-strip.module.css'

interface ChecksStripProps {
  draft: Draft
  reports: readonly Report[]
  /** What else stands in the way, in words. */
  others: readonly string[]
  /** Rules of the brand hold it up; they are listed elsewhere. */
  against: boolean
  onGo: (remark: Remark) => void
}

/** How each network stands to the post, what they would refuse or doubt, what it costs and what will change there; a click goes to the place. */
export function ChecksStrip({ draft, reports, others, against, onGo }: ChecksStripProps) {
  const words = useComposerText().checks
  const reason = useReason()
  const remarks = remarksOf(draft, reports, reason)
  const troubles = remarks.filter(({ finding }) => finding.severity !== 'change')
  const changes = remarks.filter(({ finding }) => finding.severity === 'change')
  const several = reports.length > 1
  return (
    <section className={styles.strip} aria-label={words.title}>
      {reports.length > 0 && (
        <ul className={styles.places}>
          {reports.map((report, index) => (
            <Place key={index} report={report} named={several} ready={others.length === 0 && !against} />
          ))}
        </ul>
      )}
      {others.length + troubles.length > 0 && (
        <ul className={styles.list}>
          {others.map((sentence) => (
            <li key={sentence} className={styles.check} data-severity="error">
              <CircleAlert size={16} aria-label={words.error} />
              <span>{sentence}</span>
            </li>
          ))}
          <Remarks draft={draft} remarks={troubles} named={several} onGo={onGo} />
        </ul>
      )}
      <Costs reports={reports} />
      <QuotaLines reports={reports} />
      {changes.length > 0 && (
        <div className={styles.changes}>
          <h3>{words.changes}</h3>
          <ul className={styles.list}>
            <Remarks draft={draft} remarks={changes} named={several} onGo={onGo} />
          </ul>
        </div>
      )}
    </section>
  )
}

interface PlaceProps {
  report: Report
  /** Several places are told apart by their names. */
  named: boolean
  /** Nothing else stands in the way. */
  ready: boolean
}

function Place({ report: { place, accounts, findings, count }, named, ready }: PlaceProps) {
  const format = useFormat()
  return (
    <li className={styles.place}>
      {named && (
        <span className={styles.name} title={format.list(accounts.map(({ handle }) => `@${handle}`))}>
          <NetworkIcon network={place.network} label={false} />
          {networkName(place.network)}
        </span>
      )}
      <Verdict findings={findings} ready={ready} />
      {count !== undefined && (
        <span className={styles.count} data-tone={toneOf(count)}>
          {format.number(count.used)} / {format.number(count.max)}
        </span>
      )}
    </li>
  )
}

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

interface RemarksProps {
  draft: Draft
  remarks: readonly Remark[]
  named: boolean
  onGo: (remark: Remark) => void
}

function Remarks({ draft, remarks, named, onGo }: RemarksProps) {
  return remarks.map((remark, index) => {
    const place = <Where draft={draft} remark={remark} />
    return (
      <li key={index}>
        <button type="button" className={styles.check} data-severity={remark.finding.severity} onClick={() => onGo(remark)}>
          <Sign severity={remark.finding.severity} />
          <span className={styles.sentence}>
            {place}
            {remark.sentence}
          </span>
          {named && (
            <span className={styles.sayers}>
              {remark.networks.map((network) => (
                <NetworkIcon key={network} network={network} size={14} />
              ))}
            </span>
          )}
        </button>
      </li>
    )
  })
}

/** Part and picture, video or document, each named only where there is more than one to look at. */
function Where({ draft, remark }: { draft: Draft; remark: Remark }) {
  const words = useComposerText()
  const { part, media } = remark.finding
  const parts = partsOn(draft, remark.networks[0] ?? '')
  const there = (parts[part]?.media ?? []).filter(({ item }) => item !== undefined)
  const many = there.length > 1
  const names = [
    ...(parts.length > 1 ? [words.part(part + 1)] : []),
    ...(many && media !== undefined ? [words.images[kindOf(there[media] ?? {})](media + 1)] : []),
  ]
  return names.length === 0 ? null : <span className={styles.where}>{names.join(', ')} · </span>
}

function Sign({ severity }: Pick<Finding, 'severity'>) {
  const words = useComposerText().checks
  if (severity === 'error') return <CircleAlert size={16} aria-label={words.error} />
  if (severity === 'warning') return <TriangleAlert size={16} aria-label={words.warning} />
  return <Info size={16} aria-label={words.change} />
}

function Costs({ reports }: { reports: readonly Report[] }) {
  const words = useComposerText().checks
  const format = useFormat()
  return reports
    .filter(({ cost }) => cost > 0)
    .map(({ place: { network }, cost }, index) => (
      <p key={index} className={styles.cost}>
        <Coins size={16} aria-hidden="true" />
        {words.cost(networkName(network), format.dollars(cost))}
      </p>
    ))
}
