import { type Paper, type Piece, looks } from './paper.ts'
import type { Style } from './typesetter.ts'

interface Words {
  readonly width: number
  readonly style: Style
  /** From one line to the next, in points. */
  readonly leading: number
  readonly element: 'H2' | 'H3' | 'P'
  readonly most?: number
}

/** Words that stand in as many lines as they need. */
export function linesPiece(paper: Paper, text: string, { width, style, leading, element, most }: Words): Piece {
  const lines = paper.type.lines(text, style, { width, ...(most === undefined ? {} : { most }) })
  return {
    height: lines.length * leading,
    draw: ({ x, y }) => {
      paper.tag(element, () => {
        for (const [index, line] of lines.entries()) paper.type.draw(line, style, { x, y: y + index * leading + style.size })
      })
    },
  }
}

/** The name of a tile. */
export function title(paper: Paper, text: string, width: number): Piece {
  const words = linesPiece(paper, text, { width, style: { size: 10, bold: true, colour: looks.soft }, leading: 14, element: 'H3', most: 2 })
  return { ...words, height: words.height + 6 }
}
