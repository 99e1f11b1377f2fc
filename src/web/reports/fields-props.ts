import type { Tile } from '#contract/reports'

/** What the fields of one kind of tile are given. */
export interface FieldsProps<Kind extends Tile['kind']> {
  tile: Extract<Tile, { kind: Kind }>
  onChange: (tile: Tile) => void
}
