import type { ReportRun } from '../run-contract.ts'
import { type Paper, type Piece, looks } from './paper.ts'

/** A4 in points. */
const sheet = { width: 595.28, height: 841.89 }
const margin = { side: 44, top: 76, bottom: 56 }
const gutter = 16
const between = 14

interface Column {
  /** Of the width between the margins. */
  readonly share: number
  readonly pieces: (width: number) => readonly Piece[]
}

interface Pages {
  /** A page of the report: always on a new sheet. */
  begin(title: string): void
  /** Columns beside one another on one sheet; one alone, or one that is taller than a sheet, goes on over the next. */
  place(columns: readonly Column[]): void
  /** Writes what stands on every sheet, now that their number is known. */
  end(): void
}

/** Sheets that fill from above; what does not fit begins the next one. */
export function openPages(paper: Paper, run: ReportRun): Pages {
  const { pdf, type } = paper
  const inner = sheet.width - 2 * margin.side
  const bottom = sheet.height - margin.bottom
  let y = 0
  let fresh = true
  const turn = () => {
    pdf.addPage()
    y = pdf.bufferedPageRange().count === 1 ? drawCover(paper, run) : margin.top
    fresh = true
  }
  const put = (piece: Piece, x: number) => {
    if (y + (piece.room ?? piece.height) > bottom && !fresh) {
      turn()
      if (piece.head) {
        piece.head.draw({ x, y })
        y += piece.head.height
      }
    }
    piece.draw({ x, y })
    y += piece.height
    fresh = false
  }
  const stack = (pieces: readonly Piece[], x: number) => {
    const table = pieces.filter(({ head }) => head)
    const from = table[0] ? pieces.indexOf(table[0]) : pieces.length
    for (const piece of pieces.slice(0, from)) put(piece, x)
    if (table.length > 0) paper.tag('Table', () => table.forEach((piece) => put(piece, x)))
    for (const piece of pieces.slice(from + table.length)) put(piece, x)
  }
  const beside = (planned: readonly { width: number; all: readonly Piece[] }[]) => {
    const top = y
    let x = margin.side
    for (const { width, all } of planned) {
      paper.tag('Sect', () => stack(all, x))
      x += width + gutter
      y = top
    }
  }
  return {
    begin: (title) => {
      turn()
      paper.tag('H2', () => type.draw(title, { size: 15, bold: true }, { x: margin.side, y: y + 15 }))
      y += 34
    },
    place: (columns) => {
      const planned = columns.map(({ share, pieces }) => {
        const width = inner * share - gutter * (1 - share)
        const all = pieces(width)
        return { width, all, height: all.reduce((sum, { height }) => sum + height, 0) }
      })
      const tallest = Math.max(0, ...planned.map(({ height }) => height))
      if (planned.length === 1 || tallest > bottom - margin.top) {
        for (const { pieces } of columns) paper.tag('Sect', () => stack(pieces(inner), margin.side))
      } else {
        if (y + tallest > bottom && !fresh) turn()
        beside(planned)
        y += tallest
      }
      y += between
    },
    end: () => drawMargins(paper, run),
  }
}

/** The beginning of the first sheet; answers where the rest begins. */
function drawCover({ pdf, type, tag, adorn, colour, pictures }: Paper, { title, brand, period, logo }: ReportRun): number {
  const x = margin.side
  adorn(() => {
    pdf.rect(0, 0, sheet.width, 8).fill(colour)
  })
  const picture = logo === undefined ? undefined : pictures.get(logo)
  if (picture) tag('Figure', () => pdf.image(picture, x, 34, { fit: [160, 44] }), { alt: brand })
  const top = picture ? 96 : 44
  const lines = type.lines(title, { size: 26, bold: true }, { width: sheet.width - 2 * margin.side, most: 3 })
  tag('H1', () => {
    for (const [index, line] of lines.entries()) type.draw(line, { size: 26, bold: true }, { x, y: top + 26 + index * 32 })
  })
  const under = top + lines.length * 32 + 16
  tag('P', () => type.draw(`${brand} · ${period}`, { size: 12, colour: looks.soft }, { x, y: under }))
  return under + 34
}

function drawMargins({ pdf, type, colour }: Paper, { title, brand, period }: ReportRun): void {
  const small = { size: 8.5, colour: looks.soft }
  const { count } = pdf.bufferedPageRange()
  const right = sheet.width - margin.side
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination' })
    if (page > 0) {
      pdf.rect(0, 0, sheet.width, 4).fill(colour)
      const [name = ''] = type.lines(title, small, { width: 260, most: 1 })
      type.draw(name, small, { x: margin.side, y: 40 })
      type.draw(period, small, { x: right, y: 40, align: 'right' })
    }
    pdf
      .moveTo(margin.side, sheet.height - 40)
      .lineTo(right, sheet.height - 40)
      .lineWidth(0.5)
      .stroke(looks.line)
    type.draw(brand, small, { x: margin.side, y: sheet.height - 26 })
    type.draw(`${page + 1} / ${count}`, small, { x: right, y: sheet.height - 26, align: 'right' })
    pdf.endMarkedContent()
  }
}
