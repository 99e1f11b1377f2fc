import type { Texts } from '../messages.en.ts'

/** The sentence for a refusal's code that came in an address; of a code that is none, that something went wrong. */
export function refusalSentence(code: string, { refusals, broken }: Texts['errors']): string {
  return isKnown(code, refusals) ? refusals[code] : broken
}

const isKnown = (code: string, refusals: Texts['errors']['refusals']): code is keyof typeof refusals => Object.hasOwn(refusals, code)
