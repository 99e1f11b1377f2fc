import type { Finding } from '#networks/network'

import type { Report } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { isTailored } from './variants.ts'

/** What one or several networks say of the same place in the same words. */
export interface Remark {
  readonly finding: Finding
  readonly networks: readonly string[]
  readonly sentence: string
}

/** Everything the networks say, errors first; what several say of the common text is said once. `inWords` makes the sentence. */
export function remarksOf(
  draft: Draft,
  reports: readonly Report[],
  inWords: (network: string, reason: Finding['reason']) => string,
): readonly Remark[] {
  const said = reports.flatMap(({ place: { network }, findings }) =>
    findings.map((finding) => ({
      finding,
      network,
      sentence: inWords(network, finding.reason),
      text: isTailored(draft, network) ? network : '',
    })),
  )
  const same = Map.groupBy(said, ({ finding: { severity, part, media, setting }, sentence, text }) =>
    JSON.stringify([severity, part, media, setting, sentence, text]),
  )
  const remarks = [...same.values()].flatMap((all) => {
    const [first] = all
    return first === undefined
      ? []
      : [{ finding: first.finding, sentence: first.sentence, networks: [...new Set(all.map(({ network }) => network))] }]
  })
  return remarks.toSorted(
    (a, b) => order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) || a.finding.part - b.finding.part,
  )
}

const order: readonly Finding['severity'][] = ['error', 'warning', 'change']
