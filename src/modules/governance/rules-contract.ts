import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Language, type RefusalKind } from '#kit/contract'

const Word = z.string().trim().min(1).max(100)
const words = (least: number) => z.array(Word).min(least).max(300).readonly()
const Words = words(0)
const Tags = z.array(z.string().trim().min(1).max(100)).max(100).readonly()
const Sayings = z.array(z.string().trim().min(1).max(300)).max(20).readonly()
const Count = z.int().min(0).max(200)

const Check = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('banned'), words: words(1), except: Words.default([]), inflected: z.boolean().default(true) }),
  z.object({
    kind: z.literal('preferred'),
    pairs: z
      .array(z.object({ word: Word, say: Word }))
      .min(1)
      .max(300)
      .readonly(),
    except: Words.default([]),
    inflected: z.boolean().default(true),
  }),
  z.object({ kind: z.literal('required'), words: words(1), when: Words.default([]) }),
  z.object({
    kind: z.literal('disclosure'),
    labelIds: z.array(z.uuid()).max(50).readonly().default([]),
    when: Words.default([]),
    marks: words(1),
  }),
  z.object({
    kind: z.literal('claim'),
    words: words(1),
    proven: z
      .array(z.object({ phrase: Word, proof: z.string().trim().min(1).max(300) }))
      .max(100)
      .readonly()
      .default([]),
  }),
  z.object({ kind: z.literal('emoji'), most: Count }),
  z.object({ kind: z.literal('capitals'), most: z.int().min(0).max(100) }),
  z.object({ kind: z.literal('hashtags'), most: Count, readable: z.boolean().default(true), except: Tags.default([]) }),
  z.object({ kind: z.literal('described'), alt: z.boolean().default(true), captions: z.boolean().default(true) }),
  z.object({ kind: z.literal('links'), only: Tags.default([]), never: Tags.default([]), shorteners: z.boolean().default(true) }),
  z.object({
    kind: z.literal('voice'),
    say: Sayings.default([]),
    avoid: Sayings.default([]),
    longestWords: z.int().min(3).max(200).nullable().default(null),
    longestCharacters: z.int().min(5).max(500).nullable().default(null),
  }),
])

const Severity = z.enum(['advise', 'warn', 'block'])
const Places = z
  .array(z.enum(['posts', 'answers']))
  .min(1)
  .max(2)
const Examples = z.object({
  /** Texts in which the rule must find something. */
  finds: z.array(z.string().min(1).max(500)).max(20),
  /** Texts in which it must find nothing. */
  passes: z.array(z.string().min(1).max(500)).max(20),
})

/** What a brand wants of its texts. `reason` says why, `advice` what to do instead. */
const RuleContent = z.object({
  name: z.string().trim().min(1).max(80),
  severity: Severity,
  /** Where it holds. */
  where: Places,
  check: Check,
  reason: z.string().trim().max(300),
  advice: z.string().trim().max(300),
  examples: Examples.default({ finds: [], passes: [] }),
})
export type RuleContent = z.output<typeof RuleContent>

export const BrandRule = RuleContent.extend({
  id: z.uuid(),
  brandId: z.uuid(),
  on: z.boolean(),
  /** Which of the starting set it was taken over from. */
  starter: z.string().optional(),
})
export type BrandRule = z.output<typeof BrandRule>

/** One of the rules that a brand can begin with. */
export const StartingRule = RuleContent.extend({ starter: z.string(), language: Language, taken: z.boolean() })
export type StartingRule = z.output<typeof StartingRule>

/** A place where a text does not keep a rule, as a refusal tells it. */
export const RuleFinding = z.object({
  ruleId: z.uuid(),
  kind: z.string(),
  name: z.string(),
  severity: Severity,
  reason: z.string(),
  advice: z.string(),
  part: z.int(),
  media: z.int().optional(),
  words: z.string().optional(),
  say: z.string().optional(),
  count: z.int().optional(),
})
export type RuleFinding = z.output<typeof RuleFinding>

/** What is wrong with a text by the rules of its brand: sent along with whatever puts a text out. */
export const voiceRefusals = {
  AGAINST_RULES: {
    status: 422,
    message: 'This is against a rule of the brand that nobody may pass over. Change what is named in `findings`; each says what to do.',
    data: z.object({ findings: z.array(RuleFinding) }),
  },
  CONFIRM_RULES: {
    status: 409,
    message:
      'The brand asks to look at this again. Change what is named in `findings`, or send it with `confirmed: [{"ruleId": …}]`; a claim needs a `note` that says where its proof is.',
    data: z.object({ findings: z.array(RuleFinding) }),
  },
} as const satisfies Record<string, RefusalKind>

/** Warnings that whoever sends has seen. It is written down who confirmed what. */
export const Confirmed = z.array(z.object({ ruleId: z.uuid(), note: z.string().trim().max(500).default('') })).max(100)
export type Confirmed = z.output<typeof Confirmed>

export const brandRuleRefusals = {
  ...commonRefusals,
  EXAMPLES_FAIL: {
    status: 422,
    message: 'The rule does not do what its own examples say. Correct the rule or the examples that are named.',
    data: z.object({ finds: z.array(z.string()), passes: z.array(z.string()) }),
  },
  TOO_MANY_BRAND_RULES: { status: 409, message: 'A brand can have 200 rules. Put words that belong together into one rule.' },
} as const satisfies Record<string, RefusalKind>

const OfBrand = z.object({ brandId: z.uuid() })
const OfRule = z.object({ ruleId: z.uuid() })

export const rules = {
  brandRules: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/brands/{brandId}/rules', summary: 'What a brand wants of its texts, also what is switched off' })
    .errors(brandRuleRefusals)
    .input(OfBrand)
    .output(z.array(BrandRule)),
  startingRules: asks('rules.manage', 'reads')
    .route({ method: 'GET', path: '/brands/{brandId}/rules/starting', summary: 'Rules that a brand can begin with' })
    .errors(brandRuleRefusals)
    .input(OfBrand)
    .output(z.array(StartingRule)),
  takeStartingRules: asks('rules.manage', 'changes')
    .route({
      method: 'POST',
      path: '/brands/{brandId}/rules/starting',
      summary: 'Take rules over from the starting set; they can be changed then',
    })
    .errors(brandRuleRefusals)
    .input(OfBrand.extend({ starters: z.array(z.string().max(60)).min(1).max(100) }))
    .output(z.array(BrandRule)),
  addBrandRule: asks('rules.manage', 'creates')
    .route({ method: 'POST', path: '/brands/{brandId}/rules', summary: 'Add a rule; it must do what its own examples say' })
    .errors(brandRuleRefusals)
    .input(RuleContent.extend({ brandId: z.uuid() }))
    .output(BrandRule),
  changeBrandRule: asks('rules.manage', 'changes')
    .route({ method: 'PUT', path: '/brand-rules/{ruleId}', summary: 'Change a rule; it must do what its own examples say' })
    .errors(brandRuleRefusals)
    .input(RuleContent.extend(OfRule.shape))
    .output(BrandRule),
  switchBrandRule: asks('rules.manage', 'changes')
    .route({ method: 'PUT', path: '/brand-rules/{ruleId}/on', summary: 'Switch a rule on or off' })
    .errors(brandRuleRefusals)
    .input(OfRule.extend({ on: z.boolean() }))
    .output(BrandRule),
  removeBrandRule: asks('rules.manage', 'changes')
    .route({ method: 'DELETE', path: '/brand-rules/{ruleId}', summary: 'Delete a rule' })
    .errors(brandRuleRefusals)
    .input(OfRule)
    .output(z.object({ removed: z.literal(true) })),
  checkText: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'POST', path: '/brands/{brandId}/rules/check', summary: 'What the rules of a brand say to a text' })
    .errors(brandRuleRefusals)
    .input(
      OfBrand.extend({
        text: z.string().max(20_000),
        where: z.enum(['posts', 'answers']).default('posts'),
        alts: z.array(z.string().max(5000)).max(40).default([]),
        labelIds: z.array(z.uuid()).max(20).default([]),
      }),
    )
    .output(z.object({ findings: z.array(RuleFinding) })),
}
