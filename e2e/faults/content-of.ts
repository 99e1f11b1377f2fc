import type { ContentInput } from '#contract/publishing'

import type { Story, StoryPart } from '../../src/networks/test-faults.ts'

/** The text by which a part is known again. */
export function textOf(id: string, part: StoryPart): string {
  return `${id} ${part.text}`
}

/** What a member writes to publish it. */
export function contentOf(
  id: string,
  { network, parts, settings }: Pick<Story, 'parts' | 'settings'> & { readonly network: string },
  media: { readonly picture: string; readonly film: string },
): ContentInput {
  return {
    parts: parts.map((part) => ({
      text: textOf(id, part),
      media: [
        ...Array.from({ length: part.images }, (_, index) => ({ mediaId: media.picture, alt: `A cup of tea, seen ${index + 1} times` })),
        ...Array.from({ length: part.films ?? 0 }, () => ({ mediaId: media.film, alt: 'Tea being poured' })),
      ],
      ...(part.options > 0
        ? { poll: { options: ['Oolong', 'Sencha', 'Assam'].slice(0, part.options), minutes: 1440, multiple: false } }
        : {}),
    })),
    languages: ['en'],
    variants: settings ? { [network]: { settings } } : {},
  }
}
