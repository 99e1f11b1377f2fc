import { useCallback } from 'react'

import type { Reason } from '#contract/connections'

import { useText } from '../language/text-provider.tsx'
import { refusalOf, type Refusal } from './refusal.ts'
import { useReason } from './use-reason.ts'

type Words = ReturnType<typeof useText>['errors']

/** Makes the sentence for anything that went wrong: what happened and what to do next. */
export function useExplain(): (error: unknown) => string {
  const words = useText().errors
  const reason = useReason()
  return useCallback(
    (error) => {
      const refusal = refusalOf(error)
      return refusal ? (withData(refusal, words, reason) ?? plain(refusal, words)) : isUnreachable(error) ? words.unreachable : words.broken
    },
    [words, reason],
  )
}

function withData({ code, data }: Refusal, words: Words, reason: ReturnType<typeof useReason>): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  if (code === 'HAS_PLANNED_POSTS' && 'posts' in data && typeof data.posts === 'number') return words.plannedPosts(data.posts)
  if (code === 'TIME_SKIPPED' && 'after' in data && typeof data.after === 'string') return words.skippedUntil(data.after.replace('T', ' '))
  if ((code === 'CONNECT_FAILED' || code === 'NOT_DONE_THERE' || code === 'CANNOT_GO_PRIVATE') && 'reason' in data && isReason(data.reason))
    return reason(undefined, data.reason)
  if ((code === 'AGAINST_RULES' || code === 'CONFIRM_RULES') && 'findings' in data && Array.isArray(data.findings)) {
    const found = data.findings.flatMap(said).join(' ')
    return code === 'AGAINST_RULES' ? words.againstRules(found) : words.confirmRules(found)
  }
  if (code === 'READ_FIRST' && 'documents' in data && Array.isArray(data.documents))
    return words.readFirst(
      data.documents.flatMap((document: { title?: unknown }) => (typeof document.title === 'string' ? [document.title] : [])).join(' · '),
    )
  if (code === 'UNKNOWN_VARIABLE' && 'variables' in data && Array.isArray(data.variables))
    return words.unknownVariables(data.variables.map(String).join(' '))
  return undefined
}

/** A rule by its name, the words that it found, and what to do. */
function said(finding: unknown): string[] {
  if (typeof finding !== 'object' || finding === null || !('name' in finding) || typeof finding.name !== 'string') return []
  const found = 'words' in finding && typeof finding.words === 'string' ? ` (${finding.words})` : ''
  const advice = 'advice' in finding && typeof finding.advice === 'string' ? finding.advice : ''
  return [`${finding.name}${found}. ${advice}`.trim()]
}

function plain({ code, status }: Refusal, words: Words): string {
  if (isKnown(code, words)) return words.refusals[code]
  if (status === 401) return words.refusals.SIGN_IN_FIRST
  if (status === 403) return words.refusals.NOT_ALLOWED
  if (status === 404) return words.refusals.NOT_FOUND
  if (status === 413) return words.tooLarge
  return status === 429 ? words.tooOften : words.badInput
}

const isKnown = (code: string, words: Words): code is keyof Words['refusals'] => code in words.refusals

const isReason = (value: unknown): value is Reason =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'

/** fetch says TypeError when nothing answered. */
const isUnreachable = (error: unknown) => error instanceof TypeError
