import type { Measures } from '#contract/inbox'

import type { useInboxText } from '../use-inbox-text.ts'
import { figureNames, figuresOf, numberOf } from './figures-of.ts'
import type { useMeasuresText } from './use-measures-text.ts'

type Words = ReturnType<typeof useMeasuresText>
interface Naming {
  readonly words: Words
  readonly kinds: ReturnType<typeof useInboxText>['kinds']
  readonly networkName: (network: string) => string
}

type Cell = string | number | undefined

/** Everything on the page, in plain numbers (seconds, shares from 0 to 1) that any program reads; what is not known is empty. */
export function csvOf(measures: Measures, { words, kinds, networkName }: Naming): string {
  const { columns, figures } = words
  const now = figuresOf(measures.now)
  const before = figuresOf(measures.before)
  const volume = [columns.received, columns.acted, columns.answers, columns.median, columns.resolutions]
  const tables: Cell[][][] = [
    [
      [columns.measure, columns.value, columns.mean, columns.count, columns.valueBefore],
      ...figureNames.map((name) => {
        const value = now[name]
        const beside =
          value.is === 'time' ? [value.lasting.mean, value.lasting.count] : [undefined, value.is === 'share' ? value.whole : undefined]
        return [figures[name], numberOf(value), ...beside, numberOf(before[name])]
      }),
    ],
    [[columns.hour, columns.received, columns.acted], ...measures.byHour.map(({ hour, received, acted }) => [hour, received, acted])],
    [[columns.network, ...volume], ...measures.byNetwork.map((row) => [networkName(row.network), ...numbersOf(row)])],
    [[columns.kind, ...volume], ...measures.byKind.map((row) => [kinds[row.kind], ...numbersOf(row)])],
    [
      [columns.member, columns.answers, columns.median, columns.resolutions],
      ...measures.byMember.map(({ member, answers, median, resolutions }) => [member?.name ?? words.nobody, answers, median, resolutions]),
    ],
  ]
  return tables.map((rows) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')).join('\r\n')
}

function numbersOf({ received, acted, answers, median, resolutions }: Measures['byNetwork'][number] | Measures['byKind'][number]): Cell[] {
  return [received, acted, answers, median, resolutions]
}

/** A name that begins like a formula would be one in a spreadsheet. */
function cell(value: Cell): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${plain.replaceAll('"', '""')}"`
}
