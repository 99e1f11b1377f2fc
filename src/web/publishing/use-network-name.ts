import { useLanguage } from '../language/text-provider.tsx'
import { useNetworkTexts } from '../networks.ts'

/** The name people know a network by; its id until its words have arrived. */
export function useNetworkName(): (network: string) => string {
  const { language } = useLanguage()
  const known = useNetworkTexts()
  return (network) => known.get(network)?.[language]['name'] ?? network
}
