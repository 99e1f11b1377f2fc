import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

/** Whoever looks at numbers of the brand loads them again. */
export function announceRead(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  return announce(tx, { to: workspaceId, topics: [`analytics:${brandId}`] })
}
