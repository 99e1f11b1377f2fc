import type { Profile } from '#contract/inbox'

/** What somebody on a network is called. */
export function nameOfPerson(profile: Pick<Profile, 'name' | 'handle'> | undefined, someone: string): string {
  return profile?.name || profile?.handle || someone
}
