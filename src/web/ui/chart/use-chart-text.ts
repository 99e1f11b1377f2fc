import { textsOfPart } from '../../language/texts-of-part.ts'

/** What charts say around themselves; it comes with the first of them. */
export const useChartText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
