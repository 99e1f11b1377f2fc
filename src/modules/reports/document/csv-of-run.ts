import { csvOf } from '#kit/csv'

import type { ReportRun } from '../run-contract.ts'
import { cellsOf } from './cells-of.ts'
import { documentTexts } from './document-texts.ts'

/** A report for programs: one line for each thing it says, with its plain number and with the words that stand in the report. */
export function csvOfRun(run: ReportRun, options?: { mark?: boolean }): string {
  const words = documentTexts[run.language]
  return csvOf(
    [
      [words.page, words.tile, words.row, words.column, words.value, words.unit, words.shown],
      ...cellsOf(run).map(({ page, tile, row, column, value, unit, said }) => [
        page,
        tile,
        row,
        column,
        value,
        unit && words.units[unit],
        said,
      ]),
    ],
    options,
  )
}
