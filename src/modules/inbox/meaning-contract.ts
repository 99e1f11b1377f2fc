import { z } from 'zod'

/** How somebody said it. */
export const MessageKind = z.enum(['comment', 'mention', 'quote', 'share', 'message', 'review'])

/** What a message of others is. */
export const Meaning = z.enum(['complaint', 'praise', 'question', 'spam', 'other'])
export type Meaning = z.output<typeof Meaning>
export const Sentiment = z.enum(['negative', 'neutral', 'positive'])
export type Sentiment = z.output<typeof Sentiment>

/** Why a message was understood so: words of it that weighed, the heaviest first, or that a member said it. */
export const MessageReason = z.object({
  what: z.enum(['phrase', 'negation', 'question', 'link', 'emoji', 'corrected']),
  text: z.string(),
})
export type MessageReason = z.output<typeof MessageReason>

export const Understood = z.object({
  meaning: Meaning,
  sentiment: Sentiment,
  /** A language tag; `und` where the words do not tell. */
  language: z.string(),
  /** How likely the meaning is, from 0 to 1. */
  sure: z.number(),
  reasons: z.array(MessageReason),
})
export type Understood = z.output<typeof Understood>
