import type { Db } from '#kit/database'
import { brandOf, memberNames } from '#modules/teams'

import type { Figures, Lasting, Measures } from '../contract.ts'
import type { Asked, Periods } from './asked.ts'
import { heardBy, type HeardRow } from './sum-tally.ts'
import { type Answered, answeredBy, endedIn, type EndedRow } from './sum-waits.ts'

/** How soon people are answered, over some days by the brand's clock and as many days before them. */
export async function readMeasures(db: Db, asked: Asked): Promise<Measures> {
  const { timeZone } = await brandOf(db, asked)
  const periods = periodsOf(asked, timeZone)
  const [ended, answered, heard] = await Promise.all([
    endedIn(db, asked, periods),
    answeredBy(db, asked, periods),
    heardBy(db, asked, periods),
  ])
  return {
    timeZone,
    from: periods.from.toISOString(),
    to: periods.to.toISOString(),
    now: figuresOf(true, { ended, heard }),
    before: figuresOf(false, { ended, heard }),
    byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, ...volumeOf(heard.find((row) => row.is_now && row.hour === hour)) })),
    byNetwork: networksOf(heard, answered).map((network) => ({
      network,
      ...volumeOf(heard.find((row) => row.is_now && row.network === network)),
      ...answersOf(answered.find((row) => row.network === network)),
    })),
    byKind: kindsOf(heard, answered).map((kind) => ({
      kind,
      ...volumeOf(heard.find((row) => row.is_now && row.kind === kind)),
      ...answersOf(answered.find((row) => row.kind === kind)),
    })),
    byMember: await byMember(db, asked, answered),
  }
}

function periodsOf({ from, to }: Asked, timeZone: string): Periods {
  const first = Temporal.PlainDate.from(from)
  const after = Temporal.PlainDate.from(to).add({ days: 1 })
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
  return { before: startOf(first.subtract(first.until(after))), from: startOf(first), to: startOf(after), timeZone }
}

interface Read {
  readonly ended: readonly EndedRow[]
  readonly heard: readonly HeardRow[]
}

function figuresOf(isNow: boolean, { ended, heard }: Read): Figures {
  const row = ended.find((each) => each.is_now === isNow)
  const said = heard.find((each) => each.is_now === isNow && each.hour === null && each.network === null && each.kind === null)
  return {
    firstAnswer: lasting(row?.first_count, row?.first_median, row?.first_mean),
    answer: lasting(row?.answer_count, row?.answer_median, row?.answer_mean),
    resolution: lasting(row?.resolution_count, row?.resolution_median, row?.resolution_mean),
    handling: lasting(row?.handling_count, row?.handling_median, row?.handling_mean),
    due: {
      answers: row?.answers_due ?? 0,
      answersInTime: row?.answers_in_time ?? 0,
      resolutions: row?.resolutions_due ?? 0,
      resolutionsInTime: row?.resolutions_in_time ?? 0,
    },
    ...volumeOf(said),
  }
}

function lasting(count = 0, median: number | null = null, mean: number | null = null): Lasting {
  return { count, ...(median === null ? {} : { median }), ...(mean === null ? {} : { mean }) }
}

function volumeOf(row: HeardRow | undefined) {
  return { received: row?.received ?? 0, acted: row?.acted ?? 0 }
}

function answersOf(row: Answered | undefined) {
  return { answers: row?.answers ?? 0, resolutions: row?.resolutions ?? 0, ...(row?.median == null ? {} : { median: row.median }) }
}

/** Those with most to read first. */
function networksOf(heard: readonly HeardRow[], answered: readonly Answered[]): readonly string[] {
  return [...new Set([...mostFirst(heard), ...answered].flatMap(({ network }) => network ?? []))]
}

function kindsOf(heard: readonly HeardRow[], answered: readonly Answered[]) {
  return [...new Set([...mostFirst(heard), ...answered].flatMap(({ kind }) => kind ?? []))]
}

function mostFirst(heard: readonly HeardRow[]): readonly HeardRow[] {
  return heard.filter(({ is_now }) => is_now).toSorted((a, b) => b.received - a.received)
}

async function byMember(db: Db, { workspaceId }: Asked, answered: readonly Answered[]): Promise<Measures['byMember']> {
  const rows = answered.filter(({ network, kind }) => network === null && kind === null)
  const names = await memberNames(db, { workspaceId, memberIds: rows.flatMap(({ member_id }) => member_id ?? []) })
  return rows
    .toSorted((a, b) => b.answers - a.answers)
    .map((row) => {
      const name = names.get(row.member_id ?? '')
      return { ...answersOf(row), ...(row.member_id !== null && name !== undefined ? { member: { id: row.member_id, name } } : {}) }
    })
}
