import { ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { answerOf } from './answer-of.ts'
import { OverviewBody } from './overview-body.tsx'
import { shownMetric } from './shown-metric.ts'
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
  const shown = data && shownMetric(data.measures, data.overview.movers, view.search.metric)
  return (
    <AnalyticsPage view={view} title={title} time="compared" answer={data && say(answerOf(data.measures, data.overview.movers, shown))}>
      {error !== null && <ErrorState error={error} retry={refetch} />}
      {!data && error === null && <LoadingState rows={4} height={120} />}
      {data && shown && (
        <>
          <OverviewBody view={view} compared={data} shown={shown} withAccounts />
          <Standing brandId={view.brand.id} about={data.overview} />
        </>
      )}
    </AnalyticsPage>
  )
}
