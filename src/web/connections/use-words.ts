import { useLanguage } from '../language/text-provider.tsx'
import { useNetworkTexts } from '../networks.ts'

/** A network's own word for one of its ways, fields and hints, in the reader's language. */
export function useWords(): (network: string, code: string) => string | undefined {
  const { language } = useLanguage()
  const known = useNetworkTexts()
  return (network, code) => known.get(network)?.[language][code]
}
