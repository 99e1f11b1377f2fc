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

/** The numbers of a person: by far not every such app has these, and asking for what an app has not ends the sign-in. */
const counting = ['r_member_postAnalytics', 'r_member_profileAnalytics'] as const

export type Way = 'member' | 'pages'

export function scopesFor(way: Way, { memberNumbers }: { readonly memberNumbers: boolean }): readonly string[] {
  if (way === 'member') return member
  return memberNumbers ? [...pages, ...counting] : pages
}

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

/** May the numbers be read? Those of a page belong to administering it. */
export function mayCount(author: 'member' | 'organization', granted: readonly string[]): boolean {
  return granted.includes(author === 'organization' ? 'rw_organization_admin' : 'r_member_postAnalytics')
}
