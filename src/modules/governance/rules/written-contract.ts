import type { Where, Written } from './rule-contract.ts'

/** A post or an answer as a network would show it. */
interface Shown {
  readonly parts: readonly {
    readonly text: string
    readonly media: readonly { readonly kind: string; readonly alt?: string; readonly captions?: readonly unknown[] }[]
    readonly link?: { readonly url: string }
    readonly poll?: { readonly options: readonly string[] }
  }[]
}

interface Besides {
  readonly where: Where
  readonly labelIds: readonly string[]
  /** Texts that are published beside the parts: a title, a first comment. Their words are looked at, and nothing else of them. */
  readonly texts?: readonly string[]
}

/** What rules look at. Choices of a poll and texts beside come after the media of their part, so that places of media stay. */
export function writtenOf({ parts }: Shown, { where, labelIds, texts = [] }: Besides): Written {
  return {
    where,
    labelIds,
    parts: parts.map(({ text, media, link, poll }, index) => ({
      text,
      link: link?.url,
      media: [
        ...media.map(({ kind, alt = '', captions = [] }) => ({ kind, alt, captioned: captions.length > 0 })),
        ...[...(poll?.options ?? []), ...(index === 0 ? texts : [])].map((words) => ({ kind: 'text', alt: words, captioned: false })),
      ],
    })),
  }
}
