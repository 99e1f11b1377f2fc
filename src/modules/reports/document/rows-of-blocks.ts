import type { ReportRun, Width } from '../run-contract.ts'

type Placed = ReportRun['pages'][number]['blocks'][number]
type Row = { share: number; block: Placed['block'] }[]

const shares: Readonly<Record<Width, number>> = { third: 1 / 3, half: 1 / 2, full: 1 }

/** Blocks beside one another as long as they fit into the width of a page. */
export function rowsOfBlocks(blocks: readonly Placed[]): Row[] {
  const rows: Row[] = []
  let room = 0
  for (const { width, block } of blocks) {
    const share = shares[width]
    const row = rows.at(-1)
    if (row && share <= room + 0.001) {
      row.push({ share, block })
      room -= share
    } else {
      rows.push([{ share, block }])
      room = 1 - share
    }
  }
  return rows
}
