import { z } from 'zod'

import { Instant, Language } from '#kit/contract'

/** What a number counts. Percentages are 3.5 for 3.5 %. */
export const Unit = z.enum(['count', 'people', 'percent', 'seconds'])
export type Unit = z.output<typeof Unit>

/** A number as everyone shows it. What is not known is null, and says so in words. */
const Shown = z.object({ value: z.number().nullable(), said: z.string() })
export type Shown = z.output<typeof Shown>

const Figure = Shown.extend({ unit: Unit })
export type Figure = z.output<typeof Figure>

/**
 * Against another time, in per cent, in percentage points of what is a percentage itself, or, from nothing, by how much; `good` and `bad` by what the number
 * counts.
 */
const Change = Shown.extend({ unit: z.enum([...Unit.options, 'points']), tone: z.enum(['good', 'bad', 'same']) })
export type Change = z.output<typeof Change>

const Named = z.object({ name: z.string(), figure: Figure })
const Row = z.object({ name: z.string(), figures: z.array(Figure) })
const Series = z.object({ name: z.string(), figures: z.array(Figure) })

/** A key of the run's pictures. */
const PictureKey = z.string()

const Post = z.object({
  account: z.string(),
  network: z.string(),
  text: z.string(),
  /** Day and time by the brand's clock. */
  published: z.string(),
  url: z.string(),
  picture: PictureKey.optional(),
  figures: z.array(Named),
})

/** What stands on a page, with everything in it said. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), title: z.string(), figure: Figure, change: Change.optional(), against: z.string().optional() }),
  z.object({ kind: z.literal('trend'), title: z.string(), labels: z.array(z.string()), series: z.array(Series) }),
  z.object({ kind: z.literal('chart'), title: z.string(), bars: z.array(Named) }),
  z.object({ kind: z.literal('table'), title: z.string(), first: z.string(), columns: z.array(z.string()), rows: z.array(Row) }),
  z.object({
    kind: z.literal('comparison'),
    title: z.string(),
    first: z.string(),
    columns: z.tuple([z.string(), z.string(), z.string()]),
    rows: z.array(z.object({ name: z.string(), now: Figure, before: Figure, change: Change.optional() })),
  }),
  z.object({ kind: z.literal('posts'), title: z.string(), posts: z.array(Post) }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])
export type Block = z.output<typeof Block>

export const Width = z.enum(['third', 'half', 'full'])
export type Width = z.output<typeof Width>

/**
 * A report at one moment, with every figure and word in it. Screen, link, PDF, CSV and XLSX all draw this and ask for nothing else, so that
 * they cannot differ.
 */
export const ReportRun = z.object({
  title: z.string(),
  brand: z.string(),
  language: Language,
  timeZone: z.string(),
  /** The days it is about, in words. */
  period: z.string(),
  madeAt: Instant,
  /** What the figures are and cannot say, one sentence each. */
  notes: z.array(z.string()),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  logo: PictureKey.optional(),
  /** JPEG or PNG as data: addresses, small. */
  pictures: z.record(z.string(), z.string()),
  pages: z.array(z.object({ title: z.string(), blocks: z.array(z.object({ width: Width, block: Block })) })),
})
export type ReportRun = z.output<typeof ReportRun>
