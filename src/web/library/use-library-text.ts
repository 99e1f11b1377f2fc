import { textsOfPart } from '../language/texts-of-part.ts'

/** The library's texts in the reader's language; they come with what shows them. */
export const useLibraryText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
