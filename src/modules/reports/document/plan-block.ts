import type { Block } from '../run-contract.ts'
import { documentTexts } from './document-texts.ts'
import { type Paper, type Piece, looks } from './paper.ts'
import { planChart } from './plan-chart.ts'
import { planPosts } from './plan-posts.ts'
import { planTable } from './plan-table.ts'
import { planTrend } from './plan-trend.ts'
import { linesPiece, title } from './plan-words.ts'

/** A block as pieces that stand one below the other, in a width. */
export function planBlock(paper: Paper, block: Block, width: number): Piece[] {
  if (block.kind !== 'text' && block.kind !== 'number' && saysNothing(block)) {
    const style = { size: 9, colour: looks.soft }
    const said = linesPiece(paper, documentTexts[paper.language].nothing, { width, style, leading: 14, element: 'P' })
    return [{ ...title(paper, block.title, width), room: 40 }, said]
  }
  switch (block.kind) {
    case 'number':
      return [planNumber(paper, block, width)]
    case 'trend':
      return [planTrend(paper, block, width)]
    case 'chart':
      return [planChart(paper, block, width)]
    case 'table':
    case 'comparison':
      return planTable(paper, block, width)
    case 'posts':
      return planPosts(paper, block, width)
    case 'text':
      return block.text
        .split('\n')
        .map((paragraph) => linesPiece(paper, paragraph, { width, style: { size: 10.5 }, leading: 16, element: 'P' }))
  }
}

/** Nothing that could be drawn, as opposed to nought. */
function saysNothing(block: Exclude<Block, { kind: 'text' | 'number' }>): boolean {
  switch (block.kind) {
    case 'trend':
      return block.series.every(({ figures }) => figures.every(({ value }) => value === null))
    case 'chart':
      return block.bars.length === 0
    case 'table':
    case 'comparison':
      return block.rows.length === 0
    case 'posts':
      return block.posts.length === 0
  }
}

/** An arrow as well as a colour: not everyone sees both. */
const arrows = { up: '↑', down: '↓', level: '→' } as const

function planNumber(paper: Paper, { title: name, figure, change, against }: Extract<Block, { kind: 'number' }>, width: number): Piece {
  const above = title(paper, name, width)
  const inner = width - 24
  const beside = { size: 9 }
  return {
    height: above.height + (change ? 70 : 52),
    draw: ({ x, y }) => {
      paper.adorn(() => {
        paper.pdf.roundedRect(x, y, width, above.height + (change ? 64 : 46), 4).fill(looks.ground)
      })
      above.draw({ x: x + 12, y: y + 8 })
      const top = y + above.height + 8
      paper.tag('P', () => {
        const [said = ''] = paper.type.lines(figure.said, { size: 22, bold: true }, { width: inner, most: 1 })
        paper.type.draw(said, { size: 22, bold: true }, { x: x + 12, y: top + 20 })
      })
      if (change) {
        const arrow = change.value === null || change.value === 0 ? arrows.level : change.value > 0 ? arrows.up : arrows.down
        paper.tag('P', () => {
          const said = `${arrow} ${change.said}`
          const [rest = ''] = paper.type.lines(against ?? '', beside, { width: inner - paper.type.width(said, beside) - 6, most: 1 })
          paper.type.draw(said, { ...beside, bold: true, colour: looks.tones[change.tone] }, { x: x + 12, y: top + 40 })
          paper.type.draw(
            rest,
            { ...beside, colour: looks.soft },
            { x: x + 18 + paper.type.width(said, { ...beside, bold: true }), y: top + 40 },
          )
        })
      }
    },
  }
}
