import type { Language } from '#kit/contract'

import { useText } from './text-provider.tsx'

/** A language's name in itself. Who reads it has its letters, so it alone brings no web font. */
export function LanguageName({ of }: { of: Language }) {
  return (
    <span lang={of} data-language-name>
      {useText().frame.languages[of]}
    </span>
  )
}
