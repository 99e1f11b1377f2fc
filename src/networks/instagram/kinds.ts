import type { PostContent, PostMedia, PostPart, Settings } from '../network.ts'

/** What the network makes of a post: a lone video is always a reel there. */
export type Made = 'image' | 'carousel' | 'reel' | 'story'

export function madeOf(media: readonly Pick<PostMedia, 'kind'>[], { kind }: Settings): Made {
  if (kind === 'story' || kind === 'reel') return kind
  if (media.length > 1) return 'carousel'
  return media[0]?.kind === 'video' ? 'reel' : 'image'
}

export function madeFrom({ parts, settings }: Pick<PostContent, 'parts' | 'settings'>): Made {
  return madeOf(parts[0]?.media ?? [], settings)
}

/** What the composer offers beside the caption. */
export const settingNames = {
  comment: 'first_comment',
  collaborators: 'collaborators',
  tags: 'user_tags',
  shared: 'share_to_feed',
} as const

/** The first comment; none under a story. */
export function firstComment({ settings }: Pick<PostContent, 'settings'>): string {
  return settings['kind'] === 'story' ? '' : written(settings[settingNames.comment])
}

/** Names as they were written, without their signs: between spaces or commas. */
export function namesIn(value: string | boolean | undefined): readonly string[] {
  return written(value)
    .split(/[\s,、，]+/u)
    .map((name) => name.replace(/^@/, '').toLowerCase())
    .filter((name) => name !== '')
}

export function collaboratorsOf({ settings }: Pick<PostContent, 'settings'>): readonly string[] {
  return settings['kind'] === 'story' ? [] : namesIn(settings[settingNames.collaborators])
}

export function taggedIn({ settings }: Pick<PostContent, 'settings'>): readonly string[] {
  return settings['kind'] === 'story' ? [] : namesIn(settings[settingNames.tags])
}

/** Up to 30 letters, digits, underscores and dots. */
export function isName(name: string): boolean {
  return /^[a-z0-9_.]{1,30}$/.test(name)
}

export function mediaOf({ media }: Pick<PostPart, 'media'>): readonly Exclude<PostMedia, { kind: 'document' }>[] {
  return media.filter((item) => item.kind !== 'document')
}

function written(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
