import { Button, useComputedColorScheme } from '@mantine/core'
import { ChartLine, Table } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { isUntold, type ChartData } from './chart-data.ts'
import { ChartTable } from './chart-table.tsx'
import { Sample } from './sample.tsx'
import { useChartText } from './use-chart-text.ts'

import styles from './chart.module.css'

// The library draws; everything around it is there before.
const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }))

/** Values along an axis: drawn, to be walked along by keyboard, and as the table behind it. */
export function Chart({ label, data }: { label: string; data: ChartData }) {
  const words = useChartText()
  const scheme = useComputedColorScheme('light')
  const [asTable, setAsTable] = useState(false)
  if (isUntold(data)) {
    return (
      <div className={styles.empty}>
        <p>{words.nothing}</p>
      </div>
    )
  }
  return (
    <figure className={styles.chart} aria-label={label}>
      <div className={styles.head}>
        {data.series.length > 1 && (
          <ul className={styles.legend}>
            {data.series.map((series) => (
              <li key={series.name}>
                <Sample role={series.role} form={data.form} /> {series.name}
              </li>
            ))}
          </ul>
        )}
        <Button
          className={styles.toggle}
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={asTable ? <ChartLine size={14} aria-hidden="true" /> : <Table size={14} aria-hidden="true" />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.asChart : words.asTable}
        </Button>
      </div>
      {asTable ? (
        <ChartTable label={label} data={data} />
      ) : (
        <Suspense fallback={<div className={styles.drawing} />}>
          <Drawing key={scheme} label={label} data={data} />
        </Suspense>
      )}
    </figure>
  )
}
