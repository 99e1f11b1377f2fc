import { refuse } from '#kit/errors'

import { conversionRefusals } from '../conversions-contract.ts'

/** A row of CSV as any spreadsheet reads it. Text that begins like a formula would be one there: it gets a mark in front. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text)
  const plain = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

export interface CsvLine {
  /** Where it ends, as an editor counts. */
  readonly line: number
  readonly cells: readonly string[]
}

/** The lines of a file that are not empty, cells without the space around them. Commas, semicolons and tabs are told apart by the first line. */
export async function readCsv(text: string): Promise<CsvLine[]> {
  const { CsvError, parse } = await import('csv-parse/sync')
  const [head = ''] = text.split(/\r?\n/, 1)
  const [delimiter = ','] = [',', ';', '\t'].toSorted((one, other) => head.split(other).length - head.split(one).length)
  try {
    const lines: CsvLine[] = []
    // Files that went through several programs mix the ends of lines.
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (cells: string[], { lines: line }) => void lines.push({ line, cells }),
    })
    return lines
  } catch (error) {
    if (error instanceof CsvError) throw refuse(conversionRefusals, 'CSV_UNREADABLE')
    throw error
  }
}
