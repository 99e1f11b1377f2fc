import { checkWritten, type Found, type Ready, writtenOf } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { type Addressee, fieldsOf, networksOf, placesOf } from './check-draft.ts'
import { toPostContent } from './draft-content.ts'
import type { Draft } from './draft.ts'
import { isTailored, settingsOn } from './variants.ts'

/** What a rule of the brand finds in the common text, or with `network` in what is said there. */
export interface VoiceFinding {
  readonly found: Found
  readonly rule: BrandRule
  readonly network: string | undefined
}

interface Asked {
  readonly draft: Draft
  readonly accounts: readonly Addressee[]
  readonly labelIds: readonly string[]
  readonly ready: Ready
  readonly ruleOf: (id: string) => BrandRule | undefined
}

/** What the brand’s rules find wherever the post goes; the common text is said once. */
export function voiceFindings({ draft, accounts, labelIds, ready, ruleOf }: Asked): readonly VoiceFinding[] {
  const networks = networksOf(accounts)
  const places = placesOf(accounts)
  const all = (networks.length === 0 ? [''] : networks).flatMap((network) => {
    const texts = settingTexts(draft, network, places)
    const written = writtenOf(toPostContent(draft, network), { where: 'posts', labelIds, texts })
    return checkWritten(ready, written).flatMap((found) => {
      const rule = ruleOf(found.ruleId)
      return rule ? [{ found, rule, network: isTailored(draft, network) ? network : undefined }] : []
    })
  })
  return [...new Map(all.map((each) => [JSON.stringify([each.found, each.network]), each])).values()]
}

/** A title, a first comment. */
function settingTexts(draft: Draft, network: string, places: Parameters<typeof fieldsOf>[0]): readonly string[] {
  const settings = settingsOn(draft, network)
  return fieldsOf(places, network).flatMap(({ kind, name }) => {
    const value = settings[name]
    return kind === 'text' && typeof value === 'string' && value !== '' ? [value] : []
  })
}
