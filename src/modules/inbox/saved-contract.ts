import { z } from 'zod'

import { strategyRefusals } from '#contract/strategy'
import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const savedRefusals = {
  ...commonRefusals,
  NAME_TAKEN: strategyRefusals.NAME_TAKEN,
  SHORTCUT_TAKEN: { status: 409, message: 'Another saved answer has this shortcut. Choose another shortcut, or none.' },
  UNKNOWN_VARIABLE: {
    status: 422,
    message:
      'Nothing is known by this name. Use {{name}}, {{handle}}, {{brand}} or {{agent}}, each with words instead if you like: {{name|there}}.',
    data: z.object({ variables: z.array(z.string()) }),
  },
  TOO_MANY_SAVED: {
    status: 409,
    message: 'There are at most 300 saved answers for a brand, and 300 for every brand. Remove some that nobody uses any more.',
  },
} as const satisfies Record<string, RefusalKind>

const SavedText = z.object({
  /** BCP 47: en, zh-TW. */
  language: z.string().max(35).refine(isLanguageTag, 'Write a language as a BCP 47 tag, for example en or zh-TW.'),
  text: z.string().trim().min(1).max(3000),
})
const SavedTexts = z.array(SavedText).min(1).max(20)
const Name = z.string().trim().min(1).max(60)
/** Typed after a slash to find it. */
const Shortcut = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{M}\p{N}_-]{1,30}$/u, 'A shortcut is one word of letters and digits.')

/** What is answered again and again. Its texts may hold variables: `{{name}}`, `{{handle}}`, `{{brand}}`, `{{agent}}`; `{{name|there}}` says “there” where no name is known. */
export const SavedAnswer = z.object({
  id: z.uuid(),
  /** Absent: of every brand. */
  brandId: z.uuid().optional(),
  name: z.string(),
  shortcut: z.string().optional(),
  texts: z.array(z.object({ language: z.string(), text: z.string() })),
  /** How often it was sent. */
  used: z.int(),
  usedAt: Instant.optional(),
})
export type SavedAnswer = z.output<typeof SavedAnswer>

/** A saved answer as it would be said to one person. */
export const FilledAnswer = SavedAnswer.extend({
  /** The language of its texts that fits what the person wrote. */
  language: z.string(),
  texts: z.array(
    z.object({
      language: z.string(),
      text: z.string(),
      /** Variables that have no value and no words instead; they stand in the text as they were written. */
      missing: z.array(z.string()),
    }),
  ),
})
export type FilledAnswer = z.output<typeof FilledAnswer>

export const savedAnswers = {
  savedAnswers: asks('inbox.work', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/saved-answers', summary: 'Saved answers that a brand may use, by name' })
    .errors(savedRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(SavedAnswer)),
  savedAnswersFor: asks('inbox.work', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/inbox/messages/{messageId}/saved-answers',
      summary: 'Saved answers as they would answer a message: variables filled in, the language that fits; those used most first',
    })
    .errors(savedRefusals)
    .input(z.object({ messageId: z.uuid() }))
    .output(z.array(FilledAnswer)),
  createSavedAnswer: asks('inbox.manage', 'creates')
    .route({ method: 'POST', path: '/inbox/saved-answers', summary: 'Keep an answer; without a brand every brand may use it' })
    .errors(savedRefusals)
    .input(z.object({ brandId: z.uuid().optional(), name: Name, shortcut: Shortcut.optional(), texts: SavedTexts }))
    .output(SavedAnswer),
  changeSavedAnswer: asks('inbox.manage', 'changes')
    .route({
      method: 'PATCH',
      path: '/inbox/saved-answers/{savedAnswerId}',
      summary: 'Change what is given of a saved answer; a shortcut of `null` takes it away, a brand of `null` gives it to every brand',
    })
    .errors(savedRefusals)
    .input(
      z.object({
        savedAnswerId: z.uuid(),
        brandId: z.uuid().nullable().optional(),
        name: Name.optional(),
        shortcut: Shortcut.nullable().optional(),
        texts: SavedTexts.optional(),
      }),
    )
    .output(SavedAnswer),
  removeSavedAnswer: asks('inbox.manage', 'changes')
    .route({ method: 'DELETE', path: '/inbox/saved-answers/{savedAnswerId}', summary: 'Delete a saved answer; what was sent stays' })
    .errors(savedRefusals)
    .input(z.object({ savedAnswerId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
