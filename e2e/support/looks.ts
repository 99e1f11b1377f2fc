import type { Language } from '#kit/contract'

import { en as analyticsEn } from '../../src/web/analytics/messages.en.ts'
import { zhTW as analyticsZhTW } from '../../src/web/analytics/messages.zh-TW.ts'
import { en as approvalsEn } from '../../src/web/governance/approvals/messages.en.ts'
import { zhTW as approvalsZhTW } from '../../src/web/governance/approvals/messages.zh-TW.ts'
import { en as crisisEn } from '../../src/web/governance/crisis/messages.en.ts'
import { zhTW as crisisZhTW } from '../../src/web/governance/crisis/messages.zh-TW.ts'
import { en as voiceEn } from '../../src/web/governance/rules/messages.en.ts'
import { zhTW as voiceZhTW } from '../../src/web/governance/rules/messages.zh-TW.ts'
import { en as trainingEn } from '../../src/web/governance/training/messages.en.ts'
import { zhTW as trainingZhTW } from '../../src/web/governance/training/messages.zh-TW.ts'
import { en as careEn } from '../../src/web/inbox/deadlines/messages.en.ts'
import { zhTW as careZhTW } from '../../src/web/inbox/deadlines/messages.zh-TW.ts'
import { en as measuresEn } from '../../src/web/inbox/measures/messages.en.ts'
import { zhTW as measuresZhTW } from '../../src/web/inbox/measures/messages.zh-TW.ts'
import { en as inboxEn } from '../../src/web/inbox/messages.en.ts'
import { zhTW as inboxZhTW } from '../../src/web/inbox/messages.zh-TW.ts'
import { en as peopleEn } from '../../src/web/inbox/people/messages.en.ts'
import { zhTW as peopleZhTW } from '../../src/web/inbox/people/messages.zh-TW.ts'
import { en as playbooksEn } from '../../src/web/inbox/playbooks/messages.en.ts'
import { zhTW as playbooksZhTW } from '../../src/web/inbox/playbooks/messages.zh-TW.ts'
import { en as rulesEn } from '../../src/web/inbox/rules/messages.en.ts'
import { zhTW as rulesZhTW } from '../../src/web/inbox/rules/messages.zh-TW.ts'
import { en as savedEn } from '../../src/web/inbox/saved/messages.en.ts'
import { zhTW as savedZhTW } from '../../src/web/inbox/saved/messages.zh-TW.ts'
import { en as libraryEn } from '../../src/web/library/messages.en.ts'
import { zhTW as libraryZhTW } from '../../src/web/library/messages.zh-TW.ts'
import { en as conversionsEn } from '../../src/web/links/conversions/messages.en.ts'
import { zhTW as conversionsZhTW } from '../../src/web/links/conversions/messages.zh-TW.ts'
import { en as linksEn } from '../../src/web/links/messages.en.ts'
import { zhTW as linksZhTW } from '../../src/web/links/messages.zh-TW.ts'
import { en as returnEn } from '../../src/web/links/return/messages.en.ts'
import { zhTW as returnZhTW } from '../../src/web/links/return/messages.zh-TW.ts'
import { en } from '../../src/web/messages.en.ts'
import { zhTW } from '../../src/web/messages.zh-TW.ts'
import { en as choicesEn } from '../../src/web/notifications/choices/messages.en.ts'
import { zhTW as choicesZhTW } from '../../src/web/notifications/choices/messages.zh-TW.ts'
import { en as hooksEn } from '../../src/web/notifications/hooks/messages.en.ts'
import { zhTW as hooksZhTW } from '../../src/web/notifications/hooks/messages.zh-TW.ts'
import { en as cadenceEn } from '../../src/web/publishing/cadence/messages.en.ts'
import { zhTW as cadenceZhTW } from '../../src/web/publishing/cadence/messages.zh-TW.ts'
import { en as composerEn } from '../../src/web/publishing/composer/messages.en.ts'
import { zhTW as composerZhTW } from '../../src/web/publishing/composer/messages.zh-TW.ts'
import { en as evergreenEn } from '../../src/web/publishing/evergreen/messages.en.ts'
import { zhTW as evergreenZhTW } from '../../src/web/publishing/evergreen/messages.zh-TW.ts'
import { en as planningEn } from '../../src/web/publishing/planning/messages.en.ts'
import { zhTW as planningZhTW } from '../../src/web/publishing/planning/messages.zh-TW.ts'
import { en as reportsEn } from '../../src/web/reports/messages.en.ts'
import { zhTW as reportsZhTW } from '../../src/web/reports/messages.zh-TW.ts'
import { en as strategyEn } from '../../src/web/strategy/messages.en.ts'
import { zhTW as strategyZhTW } from '../../src/web/strategy/messages.zh-TW.ts'
import { en as auditEn } from '../../src/web/teams/audit/messages.en.ts'
import { zhTW as auditZhTW } from '../../src/web/teams/audit/messages.zh-TW.ts'
import { en as signInEn } from '../../src/web/teams/sign-in/messages.en.ts'
import { zhTW as signInZhTW } from '../../src/web/teams/sign-in/messages.zh-TW.ts'
import { en as chartEn } from '../../src/web/ui/chart/messages.en.ts'
import { zhTW as chartZhTW } from '../../src/web/ui/chart/messages.zh-TW.ts'

/** How a journey sees Hearth. */
export interface Look {
  readonly language: Language
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

export const usual: Look = { language: 'en', scheme: 'light', width: 1440 }
export const phone: Look = { language: 'zh-TW', scheme: 'dark', width: 390 }

/** Every language and appearance, wide and on a phone; between the two, where the wide page only grows narrower, one of each. */
export const allLooks: readonly Look[] = (['en', 'zh-TW'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) => {
    const widths = (language === 'en') === (scheme === 'light') ? [1440, 1024, 390] : [1440, 390]
    return widths.map((width) => ({ language, scheme, width }))
  }),
)

/** Both languages, appearances and widths, each of them once with each of the others. */
export const pairs: readonly Look[] = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'en', scheme: 'dark', width: 390 },
  { language: 'zh-TW', scheme: 'dark', width: 1440 },
  { language: 'zh-TW', scheme: 'light', width: 390 },
]

export function lookName({ language, scheme, width }: Look): string {
  return `${language}, ${scheme}, ${width}`
}

/** Every word of the page, also of the parts that bring theirs along. */
export type Texts = ReturnType<typeof textsIn>

export function textsIn(language: Language) {
  return language === 'en'
    ? {
        ...en,
        approvals: approvalsEn,
        auditLog: auditEn,
        cadence: cadenceEn,
        choices: choicesEn,
        hooks: hooksEn,
        crisis: crisisEn,
        composer: composerEn,
        evergreen: evergreenEn,
        planning: planningEn,
        strategy: strategyEn,
        links: linksEn,
        library: libraryEn,
        inbox: inboxEn,
        saved: savedEn,
        rules: rulesEn,
        care: careEn,
        people: peopleEn,
        playbooks: playbooksEn,
        measures: measuresEn,
        analytics: analyticsEn,
        reports: reportsEn,
        signIn: signInEn,
        chart: chartEn,
        conversions: conversionsEn,
        return: returnEn,
        voice: voiceEn,
        training: trainingEn,
      }
    : {
        ...zhTW,
        approvals: approvalsZhTW,
        auditLog: auditZhTW,
        cadence: cadenceZhTW,
        choices: choicesZhTW,
        hooks: hooksZhTW,
        crisis: crisisZhTW,
        composer: composerZhTW,
        evergreen: evergreenZhTW,
        planning: planningZhTW,
        strategy: strategyZhTW,
        links: linksZhTW,
        library: libraryZhTW,
        inbox: inboxZhTW,
        saved: savedZhTW,
        rules: rulesZhTW,
        care: careZhTW,
        people: peopleZhTW,
        playbooks: playbooksZhTW,
        measures: measuresZhTW,
        analytics: analyticsZhTW,
        reports: reportsZhTW,
        signIn: signInZhTW,
        chart: chartZhTW,
        conversions: conversionsZhTW,
        return: returnZhTW,
        voice: voiceZhTW,
        training: trainingZhTW,
      }
}
