import { ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { answerOf, leadingMetric } from './answer-of.ts'
import { OverviewBody } from './overview-body.tsx'
import { Standing } from './standing.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useAnswerWords } from './use-answer-words.ts'
import { useOverview } from './use-overview.ts'
import { useView } from './use-view.ts'

/** Is it working? How the brand did in these days, against others, and why. */
export function OverviewPage() {
  const { title } = useAnalyticsText()
  const view = useView()
  const { data, error, refetch } = useOverview(view)
  const say = useAnswerWords(view)
  const chosen = data?.measures.find(({ metric }) => metric === view.search.metric)?.metric
  return (
    <AnalyticsPage view={view} title={title} time="compared" answer={data && say(answerOf(data.measures, data.overview.movers, chosen))}>
      {error !== null && <ErrorState error={error} retry={refetch} />}
      {!data && error === null && <LoadingState rows={4} height={120} />}
      {data && (
        <>
          <OverviewBody view={view} compared={data} shown={chosen ?? leadingMetric(data.measures, data.overview.movers)} withAccounts />
          <Standing brandId={view.brand.id} about={data.overview} />
        </>
      )}
    </AnalyticsPage>
  )
}
