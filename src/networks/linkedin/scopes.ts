/** Signing in as oneself: with an app that anyone can register, without anybody's approval. */
const member = ['openid', 'profile', 'w_member_social'] as const

/** Pages: with an app that was approved for the Community Management API. */
const pages = [
  'r_basicprofile',
  'w_member_social',
  'rw_organization_admin',
  'w_organization_social',
  'r_organization_social',
  'w_organization_social_feed',
  'r_organization_social_feed',
  'w_member_social_feed',
] as const

export type Way = 'member' | 'pages'

export const scopesOf: Readonly<Record<Way, readonly string[]>> = { member, pages }

/** Without these nothing works; without the others only comments are missing. */
const needed: Readonly<Record<Way, readonly string[]>> = {
  member,
  pages: ['r_basicprofile', 'rw_organization_admin', 'w_organization_social', 'r_organization_social'],
}

export function missingScopes(way: Way, granted: readonly string[]): readonly string[] {
  return needed[way].filter((scope) => !granted.includes(scope))
}

/** May the profile comment? The app that anyone can register may, by an older address. */
export function mayComment(author: 'member' | 'organization', granted: readonly string[]): boolean {
  if (author === 'organization') return granted.includes('w_organization_social_feed')
  return granted.includes('w_member_social_feed') || granted.includes('w_member_social')
}
