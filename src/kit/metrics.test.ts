import { expect, test } from 'vitest'

import { openMetrics } from './metrics.ts'

test('the page shows what was counted, measured and asked for, and the runtime', async () => {
  const metrics = await openMetrics()
  const deliveries = metrics.counter({ name: 'hearth_deliveries_total', help: 'Deliveries by end.', labels: ['end'] })
  deliveries.add({ end: 'published' })
  deliveries.add({ end: 'published' }, 2)
  metrics.histogram({ name: 'hearth_request_seconds', help: 'Requests.' }).observe(0.2)
  metrics.gauge({ name: 'hearth_waiting_jobs', help: 'Jobs.' }, async () => 7)
  const { contentType, body } = await metrics.page()
  expect(contentType).toContain('text/plain')
  expect(body).toContain('hearth_deliveries_total{end="published"} 3')
  expect(body).toContain('hearth_request_seconds_bucket{le="0.3"} 1')
  expect(body).toContain('hearth_request_seconds_bucket{le="0.1"} 0')
  expect(body).toContain('hearth_waiting_jobs 7')
  expect(body).toContain('process_resident_memory_bytes')
  expect((await (await openMetrics()).page()).body).not.toContain('hearth_')
})
