import type { Block } from '../run-contract.ts'
import { type Paper, type Piece, looks } from './paper.ts'
import { title } from './plan-words.ts'

type Table = Extract<Block, { kind: 'table' | 'comparison' }>

interface Cell {
  readonly said: string
  readonly colour?: string
}

const words = { size: 9 }
const headWords = { size: 8.5, bold: true, colour: looks.soft }

/** Row by row, so that it goes on over pages; its head is repeated on each. */
export function planTable(paper: Paper, block: Table, width: number): Piece[] {
  const columns = columnsOf(paper, block, width)
  const head = headPiece(paper, block, columns)
  const above = title(paper, block.title, width)
  const rows = rowsOf(block).map((row) => ({ ...rowPiece(paper, row, columns), head }))
  const room = above.height + head.height + (rows[0]?.height ?? 0)
  return [{ ...above, room }, { ...head, head: { height: 0, draw: () => undefined } }, ...rows, { height: 10, draw: () => undefined }]
}

/** The names have what the numbers leave, at least two fifths. */
interface Columns {
  readonly width: number
  readonly first: number
  readonly other: number
}

function columnsOf({ type }: Paper, block: Table, width: number): Columns {
  const count = Math.max(1, block.columns.length)
  const cells = rowsOf(block).flatMap(({ cells: all }) => all.map(({ said }) => type.width(said, words)))
  const widest = Math.max(0, ...cells, ...block.columns.map((name) => Math.min(type.width(name, headWords), 78)))
  const other = Math.min(widest + 14, (width * 0.66) / count)
  return { width, first: width - other * count, other }
}

function rowsOf(block: Table): { name: string; cells: Cell[] }[] {
  if (block.kind === 'table') return block.rows.map(({ name, figures }) => ({ name, cells: figures }))
  return block.rows.map(({ name, now, before, change }) => ({
    name,
    cells: [now, before, change ? { said: change.said, colour: looks.tones[change.tone] } : { said: '' }],
  }))
}

function headPiece(paper: Paper, { first, columns: names }: Table, { width, first: firstWidth, other }: Columns): Piece {
  const { pdf, type } = paper
  const lines = names.map((name) => type.lines(name, headWords, { width: other - 8, most: 3 }))
  const most = Math.max(1, ...lines.map(({ length }) => length))
  const height = most * 11 + 8
  return {
    height,
    draw: ({ x, y }) => {
      paper.tag('TR', () => {
        paper.tag('TH', () => type.draw(first, headWords, { x, y: y + height - 8 }))
        for (const [index, each] of lines.entries()) {
          paper.tag('TH', () => {
            for (const [line, text] of each.entries())
              type.draw(text, headWords, {
                x: x + firstWidth + (index + 1) * other,
                y: y + height - 8 - (each.length - 1 - line) * 11,
                align: 'right',
              })
          })
        }
      })
      paper.adorn(() => {
        pdf
          .moveTo(x, y + height)
          .lineTo(x + width, y + height)
          .lineWidth(0.8)
          .stroke(looks.soft)
      })
    },
  }
}

function rowPiece(paper: Paper, { name, cells }: { name: string; cells: readonly Cell[] }, { width, first, other }: Columns): Piece {
  const { pdf, type } = paper
  const lines = type.lines(name, words, { width: first - 8, most: 2 })
  const height = lines.length * 12 + 8
  return {
    height,
    draw: ({ x, y }) => {
      paper.tag('TR', () => {
        paper.tag('TH', () => {
          for (const [index, line] of lines.entries()) type.draw(line, words, { x, y: y + 14 + index * 12 })
        })
        for (const [index, { said, colour = looks.ink }] of cells.entries())
          paper.tag('TD', () => type.draw(said, { ...words, colour }, { x: x + first + (index + 1) * other, y: y + 14, align: 'right' }))
      })
      paper.adorn(() => {
        pdf
          .moveTo(x, y + height)
          .lineTo(x + width, y + height)
          .lineWidth(0.5)
          .stroke(looks.line)
      })
    },
  }
}
