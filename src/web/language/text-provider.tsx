import { createContext, use, useMemo, useState, type ReactNode } from 'react'

import type { Language } from '#kit/contract'

import type { Texts } from '../messages.en.ts'

interface Spoken {
  language: Language
  texts: Texts
  /** Loads the language, shows it and remembers it on this device. */
  speak: (language: Language) => Promise<void>
}

const SpokenContext = createContext<Spoken | undefined>(undefined)

/** Gives every screen its words. `first` is loaded before anything is drawn, so nothing jumps. */
export function TextProvider({ first, children }: { first: { language: Language; texts: Texts }; children: ReactNode }) {
  const [shown, setShown] = useState(first)
  const spoken = useMemo(() => ({ ...shown, speak: async (language: Language) => setShown(await loadLanguage(language)) }), [shown])
  return <SpokenContext value={spoken}>{children}</SpokenContext>
}

/** The reader's language with all its texts: `useText().calendar.week`. */
export function useText(): Texts {
  return useLanguage().texts
}

export function useLanguage(): Spoken {
  const spoken = use(SpokenContext)
  if (!spoken) throw new Error('useLanguage needs a TextProvider above it.')
  return spoken
}

/** Texts of a language, with the page told about it. */
export async function loadLanguage(language: Language): Promise<{ language: Language; texts: Texts }> {
  const texts = language === 'zh-TW' ? (await import('../messages.zh-TW.ts')).zhTW : (await import('../messages.en.ts')).en
  document.documentElement.lang = language
  localStorage.setItem(rememberedAs, language)
  return { language, texts }
}

/** The language chosen on this device before, else the browser's, else English. */
export function preferredLanguage(): Language {
  const remembered = localStorage.getItem(rememberedAs)
  if (remembered === 'en' || remembered === 'zh-TW') return remembered
  return navigator.languages.some((tag) => tag.startsWith('zh')) ? 'zh-TW' : 'en'
}

const rememberedAs = 'hearth.language'
