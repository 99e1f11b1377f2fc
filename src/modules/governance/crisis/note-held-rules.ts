import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import type { HeldRule } from '../crisis-contract.ts'

export interface HeldDeed {
  readonly ruleId: string
  readonly name: string
  readonly deeds: HeldRule['deeds']
}

/** Counts what rules would have done about one message each, had the crisis not stood in their way. */
export async function noteHeldRules(
  tx: Tx,
  { workspaceId, crisisId }: { workspaceId: string; crisisId: string },
  held: readonly HeldDeed[],
): Promise<void> {
  for (const { ruleId, name, deeds } of held) {
    const sums = kinds.map((kind) => sql`${kind}::text, coalesce((h.deeds ->> ${kind})::int, 0) + ${deeds[kind] ?? 0}::int`)
    await sql`
      insert into governance.crisis_held as h (workspace_id, crisis_id, rule_id, name, deeds, messages)
      values (${workspaceId}, ${crisisId}, ${ruleId}, ${name}, ${JSON.stringify(deeds)}::jsonb, 1)
      on conflict (workspace_id, crisis_id, rule_id) do update set
        name = excluded.name, messages = h.messages + 1, last_at = clock_timestamp(), deeds = jsonb_build_object(${sql.join(sums)})`.execute(
      tx,
    )
  }
}

const kinds = ['label', 'assign', 'urgent', 'alert', 'hide', 'finish'] as const
