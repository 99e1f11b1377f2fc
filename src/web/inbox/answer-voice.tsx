import { useMemo } from 'react'

import { checkWritten, type Found } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { FoundList } from '../governance/rules/found-list.tsx'
import { useBrandRules } from '../governance/rules/use-brand-rules.ts'
import { insertText } from '../publishing/composer/insert-text.ts'

interface AnswerFinding {
  readonly found: Found
  readonly rule: BrandRule
}

/** What the brand’s rules find in an answer while it is written. */
export function useAnswerVoice(brandId: string, text: string): readonly AnswerFinding[] {
  const { ready, ruleOf } = useBrandRules(brandId)
  return useMemo(() => {
    if (text.trim() === '') return []
    return checkWritten(ready, { where: 'answers', parts: [{ text, media: [] }], labelIds: [] }).flatMap((found) => {
      const rule = ruleOf(found.ruleId)
      return rule ? [{ found, rule }] : []
    })
  }, [ready, ruleOf, text])
}

/** Each leads to its place in the text, or says it as the rule proposes. */
export function AnswerVoice({ items, areaId }: { items: readonly AnswerFinding[]; areaId: string }) {
  if (items.length === 0) return null
  return <FoundList items={items} onGo={show} onUse={use} />

  function show({ found: { at } }: AnswerFinding): void {
    const area = document.getElementById(areaId)
    if (!(area instanceof HTMLTextAreaElement) || !at) return
    area.focus()
    area.setSelectionRange(at.start, at.end)
  }

  function use({ found: { at, say = '' } }: AnswerFinding): void {
    if (at) insertText(areaId, say, { from: at.start, to: at.end })
  }
}
