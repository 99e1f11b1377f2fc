import { useSyncExternalStore, type ComponentType } from 'react'

import type { Reason } from '#contract/connections'
import type { Language } from '#kit/contract'
import type * as Words from '#networks/texts'
import type { Texts } from '#networks/texts'

/** What a network's folder shows in the page. */
interface NetworkWeb {
  Icon: ComponentType<{ size?: number }>
  /** The name people know; it needs no texts to be loaded. */
  name: string
}

const webs = import.meta.glob<NetworkWeb>('../networks/*/web.tsx', { eager: true })
const textLoaders = import.meta.glob<{ texts: Texts }>('../networks/*/texts.ts')

/** A network's own look, if it has one. */
export function networkWeb(network: string): NetworkWeb | undefined {
  return webs[`../networks/${network}/web.tsx`]
}

/** The name people know a network by; its id where its folder is gone. */
export function networkName(network: string): string {
  return networkWeb(network)?.name ?? network
}

interface ReasonTexts {
  own: ReadonlyMap<string, Texts>
  words: typeof Words | undefined
}

/** Every network's own words: name, guide, reasons. Empty until they have arrived, which draws the caller again. */
export function useNetworkTexts(): ReadonlyMap<string, Texts> {
  return useSyncExternalStore(subscribe, () => arrived).own
}

/** The same, with what all networks share, for `reasonText`; loaded when the first reason is to be told, since most screens have none. */
export function useReasonTexts(): ReasonTexts {
  return useSyncExternalStore(listen, () => arrived)
}

/** Looks in the network's own words, in everybody's where the network is not known, then in the shared ones. */
export function reasonText(
  { own, words }: ReasonTexts,
  { language, network, reason }: { language: Language; network: string | undefined; reason: Reason },
): string | undefined {
  if (!words) {
    bring()
    return ''
  }
  const candidates = network === undefined ? [...own.values()] : [own.get(network) ?? none]
  const source = candidates.find((texts) => reason.code in texts[language])
  if (!source && !(reason.code in words.sharedTexts[language])) return undefined
  return words.inWords(withoutGaps(reason), { language, own: source ?? none })
}

const none: Texts = { en: {}, 'zh-TW': {} }

const withoutGaps = ({ code, params }: Reason) => (params ? { code, params } : { code })

let arrived: ReasonTexts = { own: new Map(), words: undefined }
const listeners = new Set<() => void>()
let isLoading = false

function subscribe(listener: () => void): () => void {
  bring()
  return listen(listener)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function bring(): void {
  if (!isLoading) load().catch(tryAgainLater)
}

async function load(): Promise<void> {
  isLoading = true
  const own = Object.entries(textLoaders).map(async ([path, loader]) => [folderOf(path), (await loader()).texts] as const)
  arrived = { own: new Map(await Promise.all(own)), words: await import('#networks/texts') }
  for (const listener of listeners) listener()
}

/** Without a connection the words stay away; the next screen that wants them asks again. */
function tryAgainLater(): void {
  isLoading = false
}

const folderOf = (path: string) => path.split('/').at(-2) ?? path
