import { ticksOf } from '../axis-contract.ts'
import type { Block, Figure } from '../run-contract.ts'
import { sayNumber } from '../say-figure.ts'
import { type Paper, type Piece, looks } from './paper.ts'
import { title } from './plan-words.ts'
import { shownLabels } from './shown-labels.ts'

type Trend = Extract<Block, { kind: 'trend' }>

const small = { size: 8, colour: looks.soft }
const plotHeight = 130

/** Lines over time as vectors. Where nothing is known a line has a gap. */
export function planTrend(paper: Paper, block: Trend, width: number): Piece {
  const above = title(paper, block.title, width)
  const legend = block.series.length > 1 ? 16 : 0
  return {
    height: above.height + legend + plotHeight + 28,
    draw: ({ x, y }) => {
      above.draw({ x, y })
      paper.tag('Figure', () => drawPlot(paper, block, { x, y: y + above.height, width }), { alt: inWords(block) })
    },
  }
}

interface At {
  readonly x: number
  readonly y: number
  readonly width: number
}

function drawPlot(paper: Paper, { labels, series }: Trend, { x, y, width }: At): void {
  const { pdf, type } = paper
  const colours = [paper.colour, ...looks.series]
  const unit = series[0]?.figures[0]?.unit ?? 'count'
  const ticks = ticksOf(series.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? [])))
  const names = ticks.map((tick) => sayNumber(tick, unit, paper.language))
  const left = x + Math.max(...names.map((name) => type.width(name, small))) + 8
  const top = series.length > 1 ? drawLegend(paper, { series, colours }, { x, y, width }) : y + 6
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const down = (value: number) => top + plotHeight - ((value - low) / (high - low)) * plotHeight
  const across = (index: number) => left + 4 + (labels.length > 1 ? (index / (labels.length - 1)) * (x + width - left - 12) : 0)
  for (const [index, tick] of ticks.entries()) {
    pdf
      .moveTo(left, down(tick))
      .lineTo(x + width, down(tick))
      .lineWidth(0.5)
      .stroke(tick === 0 ? looks.soft : looks.line)
    type.draw(names[index] ?? '', small, { x: left - 6, y: down(tick) + 3, align: 'right' })
  }
  for (const [index, { figures }] of series.entries())
    drawLine(pdf, figures, { across, down, colour: colours[index % colours.length] ?? looks.ink })
  const widths = labels.map((label) => type.width(label, small))
  for (const index of shownLabels(widths, x + width - left)) {
    const half = (widths[index] ?? 0) / 2
    const middle = Math.min(Math.max(across(index), left + half - 4), x + width - half)
    type.draw(labels[index] ?? '', small, { x: middle, y: top + plotHeight + 14, align: 'centre' })
  }
}

function drawLegend(paper: Paper, { series, colours }: { series: Trend['series']; colours: readonly string[] }, { x, y }: At): number {
  let left = x
  for (const [index, { name }] of series.entries()) {
    paper.pdf.circle(left + 3, y + 5, 3).fill(colours[index % colours.length] ?? looks.ink)
    paper.type.draw(name, { ...small, size: 9 }, { x: left + 10, y: y + 8 })
    left += 26 + paper.type.width(name, { ...small, size: 9 })
  }
  return y + 22
}

interface Scales {
  readonly across: (index: number) => number
  readonly down: (value: number) => number
  readonly colour: string
}

function drawLine(pdf: PDFKit.PDFDocument, figures: readonly Figure[], { across, down, colour }: Scales): void {
  const at = (index: number) => figures[index]?.value ?? null
  for (const [index, { value }] of figures.entries()) {
    if (value === null) continue
    const alone = at(index - 1) === null && at(index + 1) === null
    if (alone || index === figures.length - 1) pdf.circle(across(index), down(value), 2.2).fill(colour)
    const next = at(index + 1)
    if (next === null) continue
    pdf
      .moveTo(across(index), down(value))
      .lineTo(across(index + 1), down(next))
      .lineWidth(1.6)
      .lineCap('round')
      .stroke(colour)
  }
}

/** For those who hear it: each line with where it begins and ends. */
function inWords({ title: name, labels, series }: Trend): string {
  const ends = series.map(({ name: of, figures }) => `${of}: ${labels[0]} ${figures[0]?.said} → ${labels.at(-1)} ${figures.at(-1)?.said}`)
  return [name, ...ends].join('. ')
}
