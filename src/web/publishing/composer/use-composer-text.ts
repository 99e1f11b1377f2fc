import { textsOfPart } from '../../language/texts-of-part.ts'

/** The composer's texts in the reader's language; they come with the composer. */
export const useComposerText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
