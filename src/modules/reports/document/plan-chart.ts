import type { Block } from '../run-contract.ts'
import { type Paper, type Piece, looks } from './paper.ts'
import { title } from './plan-words.ts'

type Chart = Extract<Block, { kind: 'chart' }>

const words = { size: 9 }
const rowHeight = 20

/** Bars that lie, each with its name before and its number behind it. */
export function planChart(paper: Paper, block: Chart, width: number): Piece {
  const above = title(paper, block.title, width)
  return {
    height: above.height + block.bars.length * rowHeight + 10,
    draw: ({ x, y }) => {
      above.draw({ x, y })
      const alt = [block.title, ...block.bars.map(({ name, figure }) => `${name} ${figure.said}`)].join('. ')
      paper.tag('Figure', () => drawBars(paper, block, { x, y: y + above.height, width }), { alt })
    },
  }
}

function drawBars({ pdf, type, colour }: Paper, { bars }: Chart, { x, y, width }: { x: number; y: number; width: number }): void {
  const names = bars.map(({ name }) => type.lines(name, words, { width: width * 0.36, most: 1 })[0] ?? '')
  const left = x + Math.max(0, ...names.map((name) => type.width(name, words))) + 8
  const numbers = Math.max(0, ...bars.map(({ figure }) => type.width(figure.said, words))) + 8
  const most = Math.max(1e-9, ...bars.map(({ figure }) => Math.abs(figure.value ?? 0)))
  for (const [index, { figure }] of bars.entries()) {
    const middle = y + index * rowHeight + rowHeight / 2
    const length = (Math.abs(figure.value ?? 0) / most) * (x + width - left - numbers)
    type.draw(names[index] ?? '', words, { x, y: middle + 3 })
    if (length > 0) pdf.roundedRect(left, middle - 6, Math.max(length, 1), 12, 2).fill((figure.value ?? 0) < 0 ? looks.soft : colour)
    type.draw(figure.said, { ...words, bold: true }, { x: left + length + 6, y: middle + 3 })
  }
}
