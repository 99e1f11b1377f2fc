import type { Account } from '#contract/connections'

import { useFormat } from '../../language/use-format.ts'
import { isExpired } from '../../library/words-of-media.ts'
import { instantOf } from '../time/wall-clock.ts'
import { networksOf } from './check-draft.ts'
import type { DraftMedia } from './draft.ts'
import type { TimeChoice } from './local-copy.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { partsOn } from './variants.ts'

/** What stands in the way beside the networks' own rules, in words. */
export function useObstacles({ desk, brand }: Composer, accounts: readonly Account[]): readonly string[] {
  const words = useComposerText().checks
  const format = useFormat()
  const out = accounts.filter((account) => account.health.state === 'signed-out')
  const goingOut = networksOf(accounts).flatMap((network) => partsOn(desk.draft, network))
  const uploading = goingOut.some((part) => part.media.some((image) => image.upload !== undefined || image.stopped !== undefined))
  const expired = goingOut.flatMap((part) => part.media.flatMap((media) => namesOfExpired(media, goesOutAt(desk.choice, brand.timeZone))))
  return [
    ...(accounts.length === 0 ? [words.noAccount] : []),
    ...out.map(({ handle }) => words.signedOut(handle)),
    ...(uploading ? [words.uploading] : []),
    ...(expired.length > 0 ? [words.expired(format.list([...new Set(expired)]))] : []),
  ]
}

/** In milliseconds. A time that does not exist is another obstacle's matter. */
function goesOutAt(choice: TimeChoice, timeZone: string): number {
  const now = Date.now()
  if (choice.kind === 'now') return now
  return Math.max(now, instantOf(choice.local, timeZone, choice.occurrence)?.epochMilliseconds ?? now)
}

/** What of it may not be shown any more by then. */
function namesOfExpired({ item, cover, captions = [] }: DraftMedia, at: number): readonly string[] {
  const all = [item, ...(cover && 'picture' in cover ? [cover.picture] : []), ...captions.map(({ file }) => file)]
  return all.flatMap((each) => (each && isExpired(each, at) ? [each.title || each.fileName] : []))
}
