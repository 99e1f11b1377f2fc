import { Select, Title } from '@mantine/core'
import { Users } from 'lucide-react'

import { BrandChoice } from '../frame/brand-choice.tsx'
import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { ShareBars } from '../ui/chart/share-bars.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AnalyticsPage } from './analytics-page.tsx'
import { audienceKinds, type AudienceKind, barsOf } from './audience-groups.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import { type Audience, useAudience } from './use-audience.ts'
import { useSay } from './use-say.ts'
import { useView } from './use-view.ts'

import styles from './audience.module.css'
import controls from './controls.module.css'

/** Who follows an account, as far as its network tells? */
export function AudiencePage() {
  const { pages, audience: words, filters } = useAnalyticsText()
  const view = useView()
  const { accounts } = useFilterChoices()
  const { data, error, refetch } = useAudience(view.brand.id)
  const told = data?.find(({ accountId }) => accountId === view.search.one) ?? (view.search.one === undefined ? data?.[0] : undefined)
  const account = accounts.find(({ id }) => id === (told?.accountId ?? view.search.one)) ?? accounts[0]
  const answer = useAnswer(told)
  return (
    <AnalyticsPage view={view} title={pages.audience} answer={told && answer}>
      {account && (
        <div className={controls.controls}>
          <BrandChoice label={filters.brand} brand={view.search.brand} onBrand={(brand) => view.change({ brand, one: undefined })} />
          <Select
            className={controls.account}
            aria-label={words.account}
            data={accounts.map(({ id, handle, network }) => ({ value: id, label: `@${handle} · ${networkName(network)}` }))}
            value={account.id}
            allowDeselect={false}
            onChange={(id) => view.change({ one: id ?? undefined })}
          />
        </div>
      )}
      {error !== null && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && error === null && <LoadingState rows={6} />}
      {data && !told && (
        <EmptyState icon={<Users size={24} />} title={words.nothing}>
          {words.nothingHint}
        </EmptyState>
      )}
      {told && account && (
        <>
          <p className={controls.hint}>{words.told(account.handle, networkName(account.network))}</p>
          <Groups told={told} />
        </>
      )}
    </AnalyticsPage>
  )
}

/** What networks commonly tell stands there even where this one does not; the rest only where it is told. */
const always: readonly AudienceKind[] = ['age', 'gender', 'country']

function Groups({ told: { groups, readAt, source } }: { told: Audience }) {
  const { audience: words } = useAnalyticsText()
  const format = useFormat()
  const say = useSay()
  const nameOf = useKeyNames()
  const shown = audienceKinds
    .map((by) => ({ by, bars: barsOf(groups, by) }))
    .filter(({ by, bars }) => bars.length > 0 || always.includes(by))
  return (
    <>
      <div className={styles.groups}>
        {shown.map(({ by, bars }) => (
          <section key={by} className={styles.group}>
            <Title order={2} size="h3">
              {words.groups[by]}
            </Title>
            {bars.length === 0 ? (
              <p className={styles.soft}>{words.notTold}</p>
            ) : (
              <ShareBars
                label={words.groups[by]}
                bars={bars.map(({ key, part }) => ({ key, name: nameOf(by, key), value: say.percent(part * 100), part }))}
              />
            )}
          </section>
        ))}
      </div>
      <p className={styles.soft}>{words.read(format.relative(readAt), source)}</p>
    </>
  )
}

function useAnswer(told: Audience | undefined): string | undefined {
  const { audience: words } = useAnalyticsText()
  const format = useFormat()
  const say = useSay()
  const nameOf = useKeyNames()
  if (!told) return undefined
  const tops = (['gender', 'age', 'country'] as const).flatMap((by) => {
    const [top] = barsOf(told.groups, by).toSorted((one, other) => other.part - one.part)
    return top === undefined || top.key === '' ? [] : [words.group(nameOf(by, top.key), say.percent(top.part * 100))]
  })
  return tops.length === 0 ? undefined : words.most(format.list(tops))
}

/** Countries and languages come as codes, which the browser has names for; what it has none for stands as the network wrote it. */
function useKeyNames(): (by: AudienceKind, key: string) => string {
  const { audience: words } = useAnalyticsText()
  const { language } = useLanguage()
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const languages = new Intl.DisplayNames([language], { type: 'language' })
  return (by, key) => {
    if (key === '') return words.others
    if (by === 'country' && /^[A-Z]{2}$/.test(key)) return regions.of(key) ?? key
    if (by === 'language' && /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/.test(key)) return languages.of(key.replace('_', '-')) ?? key
    if (by === 'gender' && (key === 'female' || key === 'male' || key === 'other')) return words.genders[key]
    return key
  }
}
