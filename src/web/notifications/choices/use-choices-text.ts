import { textsOfPart } from '../../language/texts-of-part.ts'

/** Texts about how notices come, in the reader's language; they come with what shows them. */
export const useChoicesText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
