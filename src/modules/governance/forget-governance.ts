import type { Db } from '#kit/database'

/** A workspace is gone, and how its work was governed. May run twice. */
export async function forgetGovernance(_db: Db, _gone: { workspaceId: string }): Promise<void> {
  // Each part deletes what it keeps: one line per part.
}
