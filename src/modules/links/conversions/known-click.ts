import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

import { touchDays } from './touched-days.ts'

/**
 * The click of a conversion, beside a `conversion` of links.conversion: what was written down of it, or else what the click's own row says.
 * Clicks of another brand's links count as unknown. `link` is what was clicked, as it is sorted today.
 */
export const withClick = sql`
  left join lateral (
    select click.at, click.kind = 'person' as human, click.link_id
    from links.click click join links.link clicked on clicked.workspace_id = click.workspace_id and clicked.id = click.link_id
    where conversion.click_at is null and click.workspace_id = conversion.workspace_id and click.id = conversion.click_id
      and clicked.brand_id = conversion.brand_id
  ) fresh on true
  cross join lateral (
    select coalesce(conversion.click_at, fresh.at) as at, coalesce(conversion.click_human, fresh.human) as human,
      coalesce(conversion.link_id, fresh.link_id) as link_id
  ) click
  left join links.link link on link.workspace_id = conversion.workspace_id and link.id = click.link_id`

/** How far a site's clock may be behind ours. */
const skew = sql`interval '5 minutes'`

/** Why a conversion is put down to its click or to none; `days` is the brand's window. */
export const attributionOf = (days: number) => sql<string>`case
  when conversion.click_id is null then 'no-click'
  when click.at is null then 'unknown-click'
  when not click.human then 'robot'
  when click.at > conversion.judged_at + ${skew} then 'before-click'
  when conversion.judged_at > click.at + make_interval(hours => ${days * 24}) then 'too-late'
  else 'attributed' end`

/** What is known of all clicks by now is written down. May run twice. */
export async function settleAllClicks(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const settled = await settleClicks(tx)
    if (settled.length > 0) await touchDays(tx, settled)
  })
}

interface Settled {
  readonly workspaceId: string
  readonly id: string
}

/** Writes down what is known of clicks by now, before their own rows are deleted with age; of one site alone, or of all. Answers of which conversions. May run twice. */
export async function settleClicks(tx: Tx, of?: { workspaceId: string; siteId: string }): Promise<Settled[]> {
  const those = of ? sql`conversion.workspace_id = ${of.workspaceId} and conversion.site_id = ${of.siteId}` : sql`true`
  const { rows } = await sql<Settled>`
    update links.conversion conversion set click_at = click.at, click_human = click.kind = 'person', link_id = click.link_id
    from links.click click join links.link link on link.workspace_id = click.workspace_id and link.id = click.link_id
    where conversion.click_id is not null and conversion.click_at is null and ${those}
      and click.workspace_id = conversion.workspace_id and click.id = conversion.click_id and link.brand_id = conversion.brand_id
    returning conversion.workspace_id as "workspaceId", conversion.id`.execute(tx)
  return rows
}
