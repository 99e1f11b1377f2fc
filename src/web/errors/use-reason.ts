import { useCallback } from 'react'

import type { Reason } from '#contract/connections'

import { useLanguage } from '../language/text-provider.tsx'
import { reasonText } from '../networks.ts'

/** The sentence for a network's reason, in the reader's language; a code without a sentence shows the network's own answer. */
export function useReason(): (network: string | undefined, reason: Reason) => string {
  const { language, texts } = useLanguage()
  return useCallback(
    (network, reason) => {
      const words = texts.errors
      return (
        reasonText({ language, network, reason }) ?? (reason.detail ? words.networkSaid(reason.detail) : words.unknownReason(reason.code))
      )
    },
    [language, texts],
  )
}
