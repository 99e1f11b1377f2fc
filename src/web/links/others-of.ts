import type { LinkClicks } from '#contract/links'

/** What was followed by programs. */
export function othersOf({ bots, previews, prefetches }: LinkClicks['total']): number {
  return bots + previews + prefetches
}
