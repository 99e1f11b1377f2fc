import { afterEach, expect, test } from 'vitest'

import { figuresOf } from '../test-figures.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { setGoogleBusinessStage } from './test-stage.ts'

let stage: ClockedStage | undefined
afterEach(() => stage?.close())

const day = (written: string) => Temporal.PlainDate.from(written)

test('what people saw and did is added up for each day; days that Google does not know of yet are left out', async () => {
  stage = await setGoogleBusinessStage()
  const { standIn, profile } = stage
  const at = Temporal.Instant.from('2026-11-24T12:00:00Z')
  const access = await stage.connect()
  const read = (fetch?: typeof globalThis.fetch) =>
    insights.profile?.read(
      { from: day('2026-11-22'), to: day('2026-11-28') },
      access,
      stage?.environment(fetch ? { fetch } : {}) ?? never(),
    )
  const before = figuresOf(valueOf((await read()) ?? never()), '2026-11-24')
  standIn.crowd?.({ on: profile.id, at, figures: { impressions: 1000, clicks: 100 } })
  const reading = valueOf((await read()) ?? never())
  expect([...new Set(reading.figures.map((figure) => figure.day?.toString()))]).toEqual([
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
  ])
  const after = figuresOf(reading, '2026-11-24')
  expect([(after.impressions ?? 0) - (before.impressions ?? 0), (after.clicks ?? 0) - (before.clicks ?? 0)]).toEqual([1000, 100])
  // Where Google leaves a whole series out, its sum is not known.
  const partly = { dailyMetric: 'WEBSITE_CLICKS', timeSeries: { datedValues: [{ date: { year: 2026, month: 11, day: 24 }, value: '7' }] } }
  const answer = async () => Response.json({ multiDailyMetricTimeSeries: [{ dailyMetricTimeSeries: [partly] }] })
  expect(valueOf((await read(answer)) ?? never()).figures).toEqual([])
  const disabled = {
    error: { code: 403, message: 'API has not been used', status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] },
  }
  expect(troubleOf((await read(async () => Response.json(disabled, { status: 403 }))) ?? never()).reason.code).toBe('api-not-enabled')
})

function never(): never {
  throw new Error('There are numbers of a profile, and a stage.')
}
