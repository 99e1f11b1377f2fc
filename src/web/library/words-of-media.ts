import type { MediaItem } from '#contract/media'

import type { Format } from '../language/format.ts'

/** 4.2 MB */
export function sizeWords(bytes: number, format: Pick<Format, 'number'>): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  const value = bytes / 1000 ** power
  return `${format.number(value >= 10 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10)} ${units[power]}`
}

export function isExpired({ rights }: Pick<MediaItem, 'rights'>, now = Date.now()): boolean {
  return rights.expiresAt !== undefined && Date.parse(rights.expiresAt) <= now
}

export const showsSomething = ({ kind }: Pick<MediaItem, 'kind'>) => kind === 'image' || kind === 'video'
