import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { ClientBase } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** A table and those of its columns that hold something of their own. */
export interface TableShape {
  /** Quoted where needed: `publishing.post`. */
  readonly name: string
  readonly columns: readonly string[]
}

/** What the queue of work keeps follows from the rows; migrations and the key's name are written anew where a backup is restored; a salt of the day must be gone the day after. */
const leftOut = new Set(['hearth.migration', 'hearth.secret_key', 'links.salt'])

/** Every table of ours, those first that others refer to. */
export async function ourTables(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { refers: string[] }>(`
    select n.nspname || '.' || c.relname as name,
      array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct fn.nspname || '.' || fc.relname from pg_constraint k
        join pg_class fc on fc.oid = k.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'jobs', 'public') and n.nspname !~ '^pg_(toast|temp)'
    order by 1`)
  return inOrder(rows.filter(({ name }) => !leftOut.has(name)))
}

function inOrder(tables: readonly (TableShape & { readonly refers: readonly string[] })[]): TableShape[] {
  const done: TableShape[] = []
  const names = new Set(tables.map(({ name }) => name))
  let waiting = [...tables]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ refers }) => refers.every((name) => !names.has(name) || done.some((table) => table.name === name)))
    if (ready.length === 0) throw new Error(`Tables refer to one another in a circle: ${waiting.map(({ name }) => name).join(', ')}.`)
    done.push(...ready.map(({ name, columns }) => ({ name, columns })))
    waiting = waiting.filter((table) => !ready.includes(table))
  }
  return done
}

/** The rows as PostgreSQL's own text, which every version reads. */
export function readRows(client: ClientBase, { name, columns }: TableShape): AsyncIterable<Buffer> {
  return client.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`))
}

export async function writeRows(client: ClientBase, { name, columns }: TableShape, rows: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(rows), client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)))
}
