import { useSyncExternalStore, type ComponentType } from 'react'

import type { Reason } from '#contract/connections'
import type { Language } from '#kit/contract'
import { inWords, sharedTexts, type Texts } from '#networks/texts'

/** What a network's folder shows in the page. */
interface NetworkWeb {
  Icon: ComponentType<{ size?: number }>
}

const webs = import.meta.glob<NetworkWeb>('../networks/*/web.tsx', { eager: true })
const textLoaders = import.meta.glob<{ texts: Texts }>('../networks/*/texts.ts')

/** A network's own look, if it has one. */
export function networkWeb(network: string): NetworkWeb | undefined {
  return webs[`../networks/${network}/web.tsx`]
}

/** Every network's own words: names, guides, reasons. Empty until they have arrived, which draws the caller again. */
export function useNetworkTexts(): ReadonlyMap<string, Texts> {
  return useSyncExternalStore(subscribe, () => arrived)
}

/** Looks in the network's own words, in everybody's where the network is not known, then in the shared ones. */
export function reasonText(
  all: ReadonlyMap<string, Texts>,
  { language, network, reason }: { language: Language; network: string | undefined; reason: Reason },
): string | undefined {
  const own = network === undefined ? [...all.values()] : [all.get(network) ?? none]
  const source = own.find((texts) => reason.code in texts[language])
  if (!source && !(reason.code in sharedTexts[language])) return undefined
  return inWords(withoutGaps(reason), { language, own: source ?? none })
}

const none: Texts = { en: {}, 'zh-TW': {} }

const withoutGaps = ({ code, params }: Reason) => (params ? { code, params } : { code })

let arrived: ReadonlyMap<string, Texts> = new Map()
const listeners = new Set<() => void>()
let isLoading = false

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!isLoading) void load()
  return () => listeners.delete(listener)
}

async function load(): Promise<void> {
  isLoading = true
  arrived = new Map(
    await Promise.all(Object.entries(textLoaders).map(async ([path, loader]) => [folderOf(path), (await loader()).texts] as const)),
  )
  for (const listener of listeners) listener()
}

const folderOf = (path: string) => path.split('/').at(-2) ?? path
