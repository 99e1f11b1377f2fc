import type { Settings } from '../network.ts'

/** In the network's own words. Which of them a creator is offered, `creator_info` says. */
export const privacyLevels = ['PUBLIC_TO_EVERYONE', 'FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'] as const

export const disclosures = ['none', 'own', 'branded', 'both'] as const
export type Disclosure = (typeof disclosures)[number]

/** A draft goes to the creator's inbox, where they finish it in the app. */
export function isDraft(settings: Settings): boolean {
  return settings['kind'] === 'draft'
}

/** Nothing may be chosen for the author. */
export function privacyIn(settings: Settings): string {
  return textIn(settings, 'privacy')
}

export function disclosureIn(settings: Settings): Disclosure {
  return disclosures.find((each) => each === settings['disclosure']) ?? 'none'
}

export function isBranded(settings: Settings): boolean {
  const disclosure = disclosureIn(settings)
  return disclosure === 'branded' || disclosure === 'both'
}

export function isOwnBrand(settings: Settings): boolean {
  const disclosure = disclosureIn(settings)
  return disclosure === 'own' || disclosure === 'both'
}

export function isOn(settings: Settings, name: string): boolean {
  return settings[name] === true
}

export function textIn(settings: Settings, name: string): string {
  const written = settings[name]
  return typeof written === 'string' ? written : ''
}

/** Which photo is the cover, counted from one; undefined where what was written is no number. */
export function photoCoverIn(settings: Settings): number | undefined {
  const written = textIn(settings, 'photo_cover').trim()
  if (written === '') return 1
  return /^\d{1,2}$/.test(written) ? Number(written) : undefined
}
