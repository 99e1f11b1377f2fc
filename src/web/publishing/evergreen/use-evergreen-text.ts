import { textsOfPart } from '../../language/texts-of-part.ts'

/** Texts about categories and kept posts, in the reader's language; they come with what shows them. */
export const useEvergreenText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
