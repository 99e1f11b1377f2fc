import type { Figures, Filter, MeasuredPost, Metric, Period } from '#contract/analytics'
import type { Measures } from '#contract/inbox'
import type { Language } from '#kit/contract'
import { figures, listPosts } from '#modules/analytics'
import { readMeasures } from '#modules/inbox'

import type { CareMeasure, Definition } from '../contract.ts'
import type { ReportsNeeds } from '../needs.ts'
import type { Periods } from './periods.ts'

export interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

/** What a tile wants of figures; the report says the rest. */
interface Wanted extends Partial<Pick<Parameters<typeof figures>[1], 'against' | 'by' | 'per' | 'limit'>> {
  readonly metrics: Metric[]
}

type PostsWanted = Pick<Parameters<typeof listPosts>[1], 'metrics' | 'by' | 'direction' | 'limit'>

/** What tiles ask while a report is put together. Equal questions are asked once; what the answers cannot say is kept for the notes. */
export interface Resolving extends Which {
  readonly definition: Definition
  readonly language: Language
  readonly periods: Periods
  /** The brand's. */
  readonly timeZone: string
  readonly figures: (filter: Filter | undefined, wanted: Wanted) => Promise<Figures>
  readonly posts: (filter: Filter | undefined, wanted: PostsWanted) => Promise<readonly MeasuredPost[]>
  readonly care: (period: Period) => Promise<Measures>
  readonly told: Told
}

export interface Told {
  /** When a network last answered. */
  readAt: string | undefined
  readonly metrics: Set<Metric>
  /** Accounts for which a metric is not told. */
  readonly missing: Map<Metric, Set<string>>
  readonly care: Set<CareMeasure | 'table'>
}

export function beginResolving(
  needs: Pick<ReportsNeeds, 'db' | 'analytics'>,
  { definition, periods, timeZone, ...which }: Which & Pick<Resolving, 'definition' | 'periods' | 'timeZone'>,
): Resolving {
  const told: Told = { readAt: undefined, metrics: new Set(), missing: new Map(), care: new Set() }
  const once = askingOnce()
  const common = (filter: Filter | undefined) => ({
    ...which,
    filter: { ...definition.filter, ...filter },
    basis: definition.basis,
    rate: definition.rate,
  })
  return {
    ...which,
    definition,
    language: definition.language,
    periods,
    timeZone,
    told,
    figures: async (filter, wanted) => {
      const asked = { ...common(filter), period: periods.now, by: 'nothing' as const, limit: 100, ...wanted }
      const answer = await once({ figures: asked }, () => figures(needs.analytics, asked))
      note(told, wanted.metrics, answer)
      return answer
    },
    posts: async (filter, wanted) => {
      const asked = { ...common(filter), period: periods.now, offset: 0, ...wanted }
      const { posts, ...standing } = await once({ posts: asked }, () => listPosts(needs.analytics, asked))
      note(told, wanted.metrics, standing)
      return posts
    },
    care: (period) => once({ care: period }, () => readMeasures(needs.db, { ...which, ...period, counts: definition.counts })),
  }
}

function askingOnce() {
  const answers = new Map<string, Promise<unknown>>()
  return <Answer>(question: object, ask: () => Promise<Answer>): Promise<Answer> => {
    const key = JSON.stringify(question)
    const answer = answers.get(key) ?? ask()
    answers.set(key, answer)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same question has the same answer
    return answer as Promise<Answer>
  }
}

function note(told: Told, metrics: readonly Metric[], { readAt, missing }: Pick<Figures, 'readAt' | 'missing'>): void {
  for (const metric of metrics) told.metrics.add(metric)
  if (readAt !== undefined && (told.readAt === undefined || readAt > told.readAt)) told.readAt = readAt
  for (const { metric, accountIds } of missing) {
    const accounts = told.missing.get(metric) ?? new Set()
    for (const id of accountIds) accounts.add(id)
    told.missing.set(metric, accounts)
  }
}
