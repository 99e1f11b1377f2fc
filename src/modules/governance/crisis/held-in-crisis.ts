import { type RawBuilder, sql } from 'kysely'

/** Columns, or values, of what would go out. */
interface GoingOut {
  readonly workspace: RawBuilder<unknown>
  readonly brand: RawBuilder<unknown>
  /** For posts, so that an urgent one goes out all the same. */
  readonly post?: RawBuilder<unknown>
  /** Since when it should be out, or was decided to go. */
  readonly due: RawBuilder<unknown>
}

/**
 * Whether a crisis holds it: one stands, or has ended after the time it was due. Nothing that was due before an end therefore ever goes out by itself;
 * what a person decides afterwards is due from that moment. Part of a later module's statement, so that it is true when that statement is.
 */
export function heldInCrisis({ workspace, brand, post, due }: GoingOut): RawBuilder<boolean> {
  const notUrgent = post
    ? sql`and not exists (
      select from governance.crisis_urgent u
      where u.workspace_id = c.workspace_id and u.crisis_id = c.id and u.post_id = ${post} and u.confirmed_at is not null
    )`
    : sql``
  return sql<boolean>`exists (
    select from governance.crisis c
    where c.workspace_id = ${workspace} and not c.rehearsal and c.holds_until >= ${due} and (c.brand_id is null or c.brand_id = ${brand}) ${notUrgent}
  )`
}
