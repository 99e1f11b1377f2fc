import type { analyticsRefusals } from '#contract/analytics'
import type { connectionsRefusals } from '#contract/connections'
import type { demoRefusals } from '#contract/demo'
import type { crisisRefusals, trainingRefusals } from '#contract/governance'
import type { governanceRefusals } from '#contract/governance'
import type { answerRefusals, peopleRefusals, ruleRefusals, savedRefusals, viewsRefusals } from '#contract/inbox'
import type { conversionRefusals, linksRefusals, returnRefusals, shortRefusals } from '#contract/links'
import type { mediaRefusals } from '#contract/media'
import type { hookRefusals, pushRefusals } from '#contract/notifications'
import type { publishingRefusals } from '#contract/publishing'
import type { linkRefusals, reportsRefusals } from '#contract/reports'
import type { signInRefusals } from '#contract/sign-in'
import type { strategyRefusals } from '#contract/strategy'
import type { teamsRefusals } from '#contract/teams'
import type { brandRuleRefusals } from '#contract/voice'

/** Every code with which the API may refuse. Each has a sentence in both languages. */
export type RefusalCode =
  | keyof typeof analyticsRefusals
  | keyof typeof teamsRefusals
  | keyof typeof signInRefusals
  | keyof typeof connectionsRefusals
  | keyof typeof mediaRefusals
  | keyof typeof linksRefusals
  | keyof typeof conversionRefusals
  | keyof typeof returnRefusals
  | keyof typeof shortRefusals
  | keyof typeof strategyRefusals
  | keyof typeof governanceRefusals
  | keyof typeof publishingRefusals
  | keyof typeof crisisRefusals
  | keyof typeof answerRefusals
  | keyof typeof savedRefusals
  | keyof typeof ruleRefusals
  | keyof typeof peopleRefusals
  | keyof typeof viewsRefusals
  | keyof typeof reportsRefusals
  | keyof typeof linkRefusals
  | keyof typeof brandRuleRefusals
  | keyof typeof trainingRefusals
  | keyof typeof demoRefusals
  | keyof typeof hookRefusals
  | keyof typeof pushRefusals
