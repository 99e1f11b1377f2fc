import type { Acting } from './acting.ts'
import type { ApiScope } from './contract.ts'

/** Is this among what the API key is for? A person in the browser, and a key without scopes, are held by their role alone. */
export function withinScopes(
  { scopes }: Pick<Acting, 'scopes'>,
  permission: string,
  does: 'reads' | 'changes' | 'creates' = 'reads',
): boolean {
  if (!scopes) return true
  const scope = scopeOf(permission)
  // Everyone who may look may also change their own name or what they have read: a key that only looks may not.
  return scopes.includes(scope === 'read' && does !== 'reads' ? 'manage' : scope)
}

/** What a permission belongs to; whatever is not known here takes the scope for everything else. */
function scopeOf(permission: string): ApiScope {
  if (readable.has(permission)) return 'read'
  if (permission === 'posts.publish' || permission === 'plan.manage') return 'publish'
  if (permission === 'posts.write' || permission === 'media.write' || permission === 'links.write') return 'write'
  if (permission === 'inbox.work') return 'inbox'
  return permission.endsWith('.read') && permission !== 'audit.read' ? 'read' : 'manage'
}

const readable = new Set(['inbox.measure', 'anyone'])
