import type { Judged } from './judge.ts'

/** A table of the networks, what is not covered, what is waived and why, every violation, and last one line of JSON. */
export function printReport(judged: readonly Judged[]): void {
  const rows = judged.map(({ name, requests, uncovered, waived, violations }) => [
    name,
    ...[requests, requests - uncovered.length, uncovered.length, waived.size, violations.length].map(String),
  ])
  printTable([['network', 'requests', 'compared', 'uncovered', 'waived', 'violations'], ...rows])
  for (const { name, uncovered } of judged) printList(`${name}: no specification for`, uncovered)
  for (const { name, waived } of judged)
    printList(
      `${name}: known errors of the specification`,
      [...waived].map(([sentence, source]) => `${sentence}\n    ${source}`),
    )
  for (const { name, violations } of judged) printList(`${name}: violations`, violations)
  console.log(
    JSON.stringify({
      networks: judged.filter(({ requests }) => requests > 0).length,
      requests: sum(judged, ({ requests }) => requests),
      violations: sum(judged, ({ violations }) => violations.length),
      uncovered: sum(judged, ({ uncovered }) => uncovered.length),
      waived: sum(judged, ({ waived }) => waived.size),
    }),
  )
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

function printList(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  console.log(`\n${title}`)
  for (const line of lines) console.log(`  ${line}`)
}

function sum(judged: readonly Judged[], of: (one: Judged) => number): number {
  return judged.reduce((total, one) => total + of(one), 0)
}
