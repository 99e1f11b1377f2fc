import { use } from 'react'

import type { Language } from '#kit/contract'

import { useLanguage } from './text-provider.tsx'

/** A hook for the texts of a part of the page that is loaded when it is opened, and its texts with it. Suspends until they are there. */
export function textsOfPart<Texts>(load: Readonly<Record<Language, () => Promise<Texts>>>): () => Texts {
  const arriving = new Map<Language, Promise<Texts>>()
  return function useTextsOfPart() {
    const { language } = useLanguage()
    const texts = arriving.get(language) ?? load[language]()
    arriving.set(language, texts)
    // Without a connection it is tried again the next time it is wanted.
    texts.catch(() => arriving.delete(language))
    return use(texts)
  }
}
