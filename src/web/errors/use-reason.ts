import { useCallback } from 'react'

import type { Reason } from '#contract/connections'

import { useLanguage } from '../language/text-provider.tsx'
import { reasonText, useReasonTexts } from '../networks.ts'

/** The sentence for a network's reason, in the reader's language; a code without a sentence shows the network's own answer. */
export function useReason(): (network: string | undefined, reason: Reason) => string {
  const { language, texts } = useLanguage()
  const known = useReasonTexts()
  return useCallback(
    (network, reason) => {
      const words = texts.errors
      const unknown = reason.detail ? words.networkSaid(reason.detail) : words.unknownReason(reason.code)
      return reasonText(known, { language, network, reason }) ?? unknown
    },
    [known, language, texts],
  )
}
