import { textsOfPart } from '../../language/texts-of-part.ts'

/** What fields and values are called in the audit log, in the reader's language; they come with the log. */
export const useAuditText = textsOfPart({
  en: async () => (await import('./messages.en.ts')).en,
  'zh-TW': async () => (await import('./messages.zh-TW.ts')).zhTW,
})
