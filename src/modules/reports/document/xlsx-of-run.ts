import type { SheetData } from 'write-excel-file/node'

import { plainText } from '#kit/csv'

import type { Block, ReportRun, Shown } from '../run-contract.ts'
import { type DocumentTexts, documentTexts } from './document-texts.ts'

type Row = SheetData[number]
type Cell = Row[number]

/** A report as a workbook: a sheet for each page, numbers as numbers. */
export async function xlsxOfRun(run: ReportRun): Promise<Uint8Array> {
  const { default: writeXlsx } = await import('write-excel-file/node')
  const words = documentTexts[run.language]
  const names = sheetNames(run.pages.map(({ title }) => title))
  const sheets = run.pages.map(({ title, blocks }, index) => ({
    sheet: names[index] ?? '',
    columns: [{ width: 44 }, ...Array.from({ length: 12 }, () => ({ width: 18 }))],
    data: [
      [strong(run.title, 16)],
      [text(`${run.brand} · ${run.period}`)],
      [],
      [strong(title, 13)],
      ...blocks.flatMap(({ block }) => [[], ...rowsOf(block, words)]),
      ...(index === run.pages.length - 1 ? [[], [strong(words.notes)], ...run.notes.map((note) => [text(note)])] : []),
    ],
  }))
  return writeXlsx(sheets).toBuffer()
}

function rowsOf(block: Block, words: DocumentTexts): Row[] {
  switch (block.kind) {
    case 'number':
      return [
        [strong(block.title), number(block.figure)],
        ...(block.change ? [[text(block.against ?? words.change), number(block.change)]] : []),
      ]
    case 'trend':
      return [
        [strong(block.title), ...block.series.map(({ name }) => strong(name))],
        ...block.labels.map((label, index) => [
          text(label),
          ...block.series.map(({ figures }) => {
            const figure = figures[index]
            return figure && number(figure)
          }),
        ]),
      ]
    case 'chart':
      return [[strong(block.title)], ...block.bars.map(({ name, figure }) => [text(name), number(figure)])]
    case 'table':
      return [
        [strong(block.title)],
        [strong(block.first), ...block.columns.map((name) => strong(name))],
        ...block.rows.map(({ name, figures }) => [text(name), ...figures.map(number)]),
      ]
    case 'comparison':
      return [
        [strong(block.title)],
        [strong(block.first), ...block.columns.map((name) => strong(name))],
        ...block.rows.map(({ name, now, before, change }) => [
          text(name),
          number(now),
          number(before),
          ...(change ? [number(change)] : []),
        ]),
      ]
    case 'posts':
      return postRows(block, words)
    case 'text':
      return block.text.split('\n').map((line) => [text(line)])
  }
}

function postRows({ title, posts }: Extract<Block, { kind: 'posts' }>, words: DocumentTexts): Row[] {
  const figures = posts[0]?.figures ?? []
  const names = [words.post, words.account, words.published, ...figures.map(({ name }) => name), words.link]
  return [
    [strong(title)],
    names.map((name) => strong(name)),
    ...posts.map((post) => [
      text(post.text),
      text(post.account),
      text(post.published),
      ...post.figures.map(({ figure }) => number(figure)),
      text(post.url),
    ]),
  ]
}

/** Shown with as many digits as everywhere else; the number behind is whole. */
const formats = { count: '#,##0', people: '#,##0', percent: '0.0%', seconds: '[h]:mm:ss', points: '0.0' } as const

/** Spreadsheets keep 3.5 % as 0.035 and times as parts of a day. */
const scales = { count: 1, people: 1, percent: 0.01, seconds: 1 / 86_400, points: 1 } as const

function number({ value, said, unit }: Shown & { readonly unit: keyof typeof formats }): Cell {
  if (value === null) return { value: said, align: 'right' }
  const isSmallMean = !Number.isInteger(value) && scales[unit] === 1 && Math.abs(value) < 100
  return { value: value * scales[unit], type: Number, format: isSmallMean ? '#,##0.0' : formats[unit] }
}

function text(value: string): Cell {
  return { value: plainText(value), type: String }
}

function strong(value: string, fontSize?: number): Cell {
  return { value: plainText(value), type: String, fontWeight: 'bold', ...(fontSize === undefined ? {} : { fontSize }) }
}

/** As Excel takes them: at most 31 characters, without some signs, and no two alike whatever their case. */
function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title, index) => {
    const plain = title
      .replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ')
      .replaceAll(/^'+|'+$/g, '')
      .trim()
    const name = Array.from(plain).slice(0, 24).join('') || String(index + 1)
    const free = taken.has(name.toLowerCase()) ? `${name} ${index + 1}` : name
    taken.add(free.toLowerCase())
    return free
  })
}
