import type { Standing } from './acting.ts'
import { lesserRole, mayDo } from './may-do.ts'
import type { Role } from './permissions-contract.ts'
import type { Place } from './places.ts'

/** What a procedure declares about itself, as far as it decides who may call it. */
export interface Asked {
  readonly permission: string
  readonly does: 'reads' | 'changes' | 'creates'
  /** Also for those who have only accounts of the brand: what it answers is narrowed to `within`. */
  readonly byAccount: boolean
}

/** As whom somebody acts there: their role, and, where it is for some accounts of the brand only, which. */
export interface Admitted {
  readonly role: Role
  readonly within?: readonly string[]
}

/** `hidden`: whoever asks must not even learn that it is there. */
export type Verdict = Admitted | 'refused' | 'hidden'

/** Whether a member's roles are for the whole workspace. */
export function reachesAll({ everywhere, grants }: Standing): boolean {
  return everywhere !== undefined && grants.length === 0
}

/** The role that counts in a brand as a whole: one for the brand takes the place of the one everywhere. */
export function roleInBrand({ everywhere, grants }: Standing, brandId: string): Role | undefined {
  return grants.find((grant) => grant.brandId === brandId && grant.accountId === undefined)?.role ?? everywhere
}

/** What a member may do about one thing. A role on an account adds to the one in its brand. */
export function verdictAt(standing: Standing, place: Place, asked: Asked): Verdict {
  const { permission } = asked
  const inBrand = roleInBrand(standing, place.brandId)
  if (inBrand && mayDo(inBrand, permission)) return { role: inBrand }
  const onAccounts = standing.grants.filter(({ brandId, accountId }) => brandId === place.brandId && accountId !== undefined)
  const permitted = asked.byAccount ? onAccounts.filter(({ role }) => mayDo(role, permission)) : []
  const [first, ...others] = permitted
  const otherwise = inBrand || known(onAccounts).some((id) => place.accountIds?.includes(id) ?? true) ? 'refused' : 'hidden'
  if (!first) return otherwise
  const within = known(permitted)
  const role = others.reduce<Role>((least, { role: next }) => lesserRole(least, next), first.role)
  if (!place.accountIds) return { role, within }
  const ofThose = place.accountIds.filter((id) => within.includes(id))
  const enough = asked.does === 'reads' ? ofThose.length > 0 : ofThose.length > 0 && ofThose.length === place.accountIds.length
  return enough ? { role, within } : otherwise
}

function known(of: readonly { accountId?: string | undefined }[]): string[] {
  return of.flatMap(({ accountId }) => accountId ?? [])
}

/** The verdict about a request that concerns several things: all of them must be within reach. */
export function verdictOf(standing: Standing, places: readonly Place[], asked: Asked): Verdict {
  const verdicts = places.map((place) => verdictAt(standing, place, asked))
  if (verdicts.length === 0 || verdicts.includes('hidden')) return 'hidden'
  const admitted = verdicts.filter((verdict) => typeof verdict === 'object')
  const [first, ...others] = admitted
  if (!first || admitted.length < verdicts.length) return 'refused'
  return others.reduce((one, other) => {
    const within = one.within || other.within ? [...(one.within ?? []), ...(other.within ?? [])] : undefined
    return { role: lesserRole(one.role, other.role), ...(within ? { within: [...new Set(within)] } : {}) }
  }, first)
}

/** Everyone's roles, wherever they hold: for what is about the person alone, or narrows itself by them. */
export function anyRoleThatMay({ everywhere, grants }: Standing, permission: string): Role | undefined {
  return [...(everywhere ? [everywhere] : []), ...grants.map(({ role }) => role)].find((role) => mayDo(role, permission))
}

/** Which brands a member reaches, for lists across brands; `all` without looking. */
export function brandsWithin({ everywhere, grants }: Standing): 'all' | ReadonlySet<string> {
  if (everywhere) return 'all'
  return new Set(grants.map(({ brandId }) => brandId))
}
