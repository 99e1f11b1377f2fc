import type { Content, Edit } from '#contract/publishing'

/** One thing that a version changed. With `network`, in what is said on that network alone. */
export type Change =
  | { readonly kind: 'begun' | 'languages' | 'accounts' }
  | { readonly kind: 'text' | 'images' | 'link' | 'poll'; readonly network?: string }
  | { readonly kind: 'own-text' | 'follows' | 'settings'; readonly network: string }

type Version = Pick<Edit, 'content' | 'accountIds'>
type Parts = Content['parts']

/** What the later version changed, in the order in which people ask for it; nothing came before the first. */
export function changesBetween(before: Version | undefined, after: Version): readonly Change[] {
  if (before === undefined) return [{ kind: 'begun' }]
  const networks = [...new Set([...Object.keys(before.content.variants), ...Object.keys(after.content.variants)])].toSorted()
  return [
    ...inParts(before.content.parts, after.content.parts),
    ...networks.flatMap((network) => onNetwork(before.content, after.content, network)),
    ...(same(before.content.languages, after.content.languages) ? [] : [{ kind: 'languages' } as const]),
    ...(same(before.accountIds.toSorted(), after.accountIds.toSorted()) ? [] : [{ kind: 'accounts' } as const]),
  ]
}

function onNetwork(before: Content, after: Content, network: string): readonly Change[] {
  const [old, now] = [before.variants[network], after.variants[network]]
  const settings: readonly Change[] = same(sorted(old?.settings), sorted(now?.settings)) ? [] : [{ kind: 'settings', network }]
  if (old?.parts === undefined && now?.parts === undefined) return settings
  if (old?.parts === undefined) return [{ kind: 'own-text', network }, ...settings]
  if (now?.parts === undefined) return [{ kind: 'follows', network }, ...settings]
  return [...inParts(old.parts, now.parts).map((change) => ({ ...change, network })), ...settings]
}

function inParts(before: Parts, after: Parts): readonly { readonly kind: 'text' | 'images' | 'link' | 'poll' }[] {
  const differs = (read: (part: Parts[number]) => unknown) => !same(before.map(read), after.map(read))
  return [
    ...(differs(({ text }) => text) ? [{ kind: 'text' } as const] : []),
    ...(differs(({ media }) => media.map(saidOf)) ? [{ kind: 'images' } as const] : []),
    ...(differs(({ link }) => link && [link.url, link.title, link.description]) ? [{ kind: 'link' } as const] : []),
    ...(differs(({ poll }) => poll && [poll.options, poll.minutes, poll.multiple]) ? [{ kind: 'poll' } as const] : []),
  ]
}

function saidOf(media: Parts[number]['media'][number]) {
  const { item: _, ...said } = media
  return said
}

function sorted(settings: Readonly<Record<string, unknown>> = {}): readonly (readonly [string, unknown])[] {
  return Object.entries(settings).toSorted(([one], [other]) => one.localeCompare(other))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
