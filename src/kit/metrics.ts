import type { Gauge, Registry } from 'prom-client'

export interface Metric {
  /** In Prometheus' manner: `hearth_deliveries_total`, `hearth_request_seconds`. */
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
}

type Labels = Readonly<Record<string, string>>

export interface Metrics {
  counter(metric: Metric): { add(labels?: Labels, amount?: number): void }
  /** Of durations in seconds unless other buckets are given. */
  histogram(metric: Metric & { buckets?: readonly number[] }): { observe(value: number, labels?: Labels): void }
  /** Asked when somebody looks. */
  gauge(metric: Omit<Metric, 'labels'>, read: () => number | Promise<number>): void
  /** The page for Prometheus. */
  page(): Promise<{ contentType: string; body: string }>
}

const secondsBuckets = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30]

/** The figures of this process. Those of the runtime are gathered from the first look on. */
export async function openMetrics(): Promise<Metrics> {
  const prom = await import('prom-client')
  const registry: Registry = new prom.Registry()
  let runtime = false
  return {
    counter: ({ name, help, labels = [] }) => {
      const counter = new prom.Counter({ name, help, labelNames: [...labels], registers: [registry] })
      return { add: (values = {}, amount = 1) => counter.inc(values, amount) }
    },
    histogram: ({ name, help, labels = [], buckets = secondsBuckets }) => {
      const histogram = new prom.Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] })
      return { observe: (value, values = {}) => histogram.observe(values, value) }
    },
    gauge: ({ name, help }, read) => {
      const collect = async () => gauge.set(await read())
      const gauge: Gauge = new prom.Gauge({ name, help, registers: [registry], collect })
    },
    page: async () => {
      if (!runtime) prom.collectDefaultMetrics({ register: registry })
      runtime = true
      return { contentType: registry.contentType, body: await registry.metrics() }
    },
  }
}
