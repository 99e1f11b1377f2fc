import type { Acting, Standing } from './acting.ts'
import type { Role } from './permissions-contract.ts'

type Who = Pick<Acting, 'workspaceId' | 'memberId' | 'userId' | 'name' | 'language'>

/** A member as they are before the door: with the role that they have everywhere. */
export function toActing({ role, grants, ...who }: Who & { role: Role | null; grants: Standing['grants'] }, via: Acting['via']): Acting {
  const everywhere = role ?? undefined
  return { ...who, role: everywhere, standing: { everywhere, grants }, via }
}
