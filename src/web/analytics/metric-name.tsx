import { Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'

import type { Metric } from '#contract/metrics'

import { LoadingState } from '../ui/states.tsx'
import type { About } from './definition.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './figure.module.css'

const Definition = lazy(async () => ({ default: (await import('./definition.tsx')).Definition }))

/** A metric's name, which opens what it means and where it comes from. */
export function MetricName({ metric, about }: { metric: Metric; about?: About | undefined }) {
  const { definition } = useAnalyticsText()
  const say = useSay()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={320} shadow="md" position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.name} title={definition.about(say.name(metric))} onClick={() => setOpened(!opened)}>
          {say.name(metric)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<LoadingState rows={3} height={20} />}>
          <Definition metric={metric} about={about} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
