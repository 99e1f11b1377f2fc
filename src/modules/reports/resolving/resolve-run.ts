import { brandOf } from '#modules/teams'

import type { Definition } from '../contract.ts'
import type { ReportsNeeds } from '../needs.ts'
import type { ReportRun } from '../run-contract.ts'
import { notesOf } from './notes.ts'
import { periodsOf, sayPeriod } from './periods.ts'
import { pictureKey, picturesOf } from './pictures.ts'
import { resolveTile } from './resolve-tile.ts'
import { beginResolving } from './resolving.ts'

export interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  readonly name: string
  readonly definition: Definition
  /** The moment that "last month" is seen from. */
  readonly seenFrom: Temporal.Instant
}

export type ResolveNeeds = Pick<ReportsNeeds, 'db' | 'clock' | 'analytics' | 'picture' | 'networkName'>

/** A report with all its figures, as it stands now. Tile after tile: a report is no reason for anyone else to wait for the database. */
export async function resolveRun(needs: ResolveNeeds, { workspaceId, brandId, name, definition, seenFrom }: Wanted): Promise<ReportRun> {
  const brand = await brandOf(needs.db, { workspaceId, brandId })
  const { language, look } = definition
  const periods = periodsOf(definition.period, seenFrom.toZonedDateTimeISO(brand.timeZone).toPlainDate())
  const report = beginResolving(needs, { workspaceId, brandId, definition, periods, timeZone: brand.timeZone })
  const pages: ReportRun['pages'] = []
  for (const { title, tiles } of definition.pages) {
    const blocks: ReportRun['pages'][number]['blocks'] = []
    for (const tile of tiles) blocks.push({ width: tile.width, block: await resolveTile(needs, report, tile) })
    pages.push({ title, blocks })
  }
  const pictures = await picturesOf(needs, { workspaceId, logo: look.logoMediaId, pages })
  const logo = look.logoMediaId === undefined ? undefined : pictureKey(look.logoMediaId)
  return {
    title: name,
    brand: brand.name,
    language,
    timeZone: brand.timeZone,
    period: sayPeriod(periods.now, language),
    madeAt: needs.clock.now().toString(),
    notes: await notesOf(needs, report),
    colour: look.colour,
    ...(logo !== undefined && pictures[logo] !== undefined ? { logo } : {}),
    pictures,
    pages,
  }
}
