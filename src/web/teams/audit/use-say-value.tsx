import { Fragment, type ReactNode } from 'react'

import type { AuditName } from '#contract/teams'

import { useLanguage, useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { useLanguageName } from '../../language/use-language-name.ts'
import { networkName } from '../../networks.ts'
import { useChoicesText } from '../../notifications/choices/use-choices-text.ts'
import { ThingById } from './thing-by-id.tsx'
import { useAuditText } from './use-audit-text.ts'
import { valueInWords } from './value-in-words.ts'

/** Writes a value for people, by the field that it stands in, with the names of what it names. */
export function useSayValue(names: ReadonlyMap<string, AuditName>): (value: unknown, field: string) => ReactNode {
  const saying = {
    language: useLanguage().language,
    format: useFormat(),
    texts: useAuditText(),
    roles: useText().teams.roles,
    notices: useChoicesText().kinds,
    networkName,
    languageName: useLanguageName(),
  }
  return (value, field) =>
    valueInWords(value, field, saying).map((part, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- parts of one sentence, which is drawn anew as a whole
      <Fragment key={index}>{typeof part === 'string' ? part : <ThingById id={part.id} known={names.get(part.id)} />}</Fragment>
    ))
}
