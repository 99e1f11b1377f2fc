import type { Block, ReportRun, Shown } from '../run-contract.ts'
import { type DocumentTexts, documentTexts } from './document-texts.ts'

/** One thing that a report says, with its place. */
export interface Cell {
  readonly page: string
  readonly tile: string
  readonly row: string
  readonly column: string
  readonly said: string
  readonly value?: number | undefined
  readonly unit?: keyof DocumentTexts['units']
}

/** Everything that a report says, cell by cell, in the order in which it stands there. */
export function cellsOf(run: ReportRun): Cell[] {
  const words = documentTexts[run.language]
  return run.pages.flatMap(({ title: page, blocks }) =>
    blocks.flatMap(({ block }) => partsOf(block, words).map((part) => ({ page, tile: block.kind === 'text' ? '' : block.title, ...part }))),
  )
}

type Part = Omit<Cell, 'page' | 'tile'>

function partsOf(block: Block, words: DocumentTexts): Part[] {
  switch (block.kind) {
    case 'number':
      return [
        number({ row: '', column: '' }, block.figure),
        ...(block.change ? [number({ row: '', column: block.against ?? words.change }, block.change)] : []),
      ]
    case 'trend':
      return block.series.flatMap(({ name, figures }) =>
        figures.map((figure, index) => number({ row: block.labels[index] ?? '', column: name }, figure)),
      )
    case 'chart':
      return block.bars.map(({ name, figure }) => number({ row: name, column: '' }, figure))
    case 'table':
      return block.rows.flatMap(({ name, figures }) =>
        figures.map((figure, index) => number({ row: name, column: block.columns[index] ?? '' }, figure)),
      )
    case 'comparison':
      return block.rows.flatMap(({ name, now, before, change }) =>
        [now, before, change].flatMap((figure, index) =>
          figure ? [number({ row: name, column: block.columns[index] ?? '' }, figure)] : [],
        ),
      )
    case 'posts':
      return block.posts.flatMap((post) => {
        const at = (column: string, said: string): Part => ({ row: post.text, column, said })
        return [
          at(words.account, post.account),
          at(words.published, post.published),
          at(words.link, post.url),
          ...post.figures.map(({ name, figure }) => number({ row: post.text, column: name }, figure)),
        ]
      })
    case 'text':
      return [{ row: '', column: words.text, said: block.text }]
  }
}

function number(place: Pick<Part, 'row' | 'column'>, { value, said, unit }: Shown & { readonly unit: keyof DocumentTexts['units'] }): Part {
  return { ...place, said, value: value ?? undefined, unit }
}
