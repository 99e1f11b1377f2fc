import type { Account } from '#contract/connections'

import { networksOf } from './check-draft.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { partsOn } from './variants.ts'

/** What stands in the way beside the networks' own rules, in words. */
export function useObstacles({ desk }: Composer, accounts: readonly Account[]): readonly string[] {
  const words = useComposerText().checks
  const out = accounts.filter((account) => account.health.state === 'signed-out')
  const goingOut = networksOf(accounts).flatMap((network) => partsOn(desk.draft, network))
  const uploading = goingOut.some((part) => part.media.some((image) => image.upload !== undefined || image.stopped !== undefined))
  return [
    ...(accounts.length === 0 ? [words.noAccount] : []),
    ...out.map(({ handle }) => words.signedOut(handle)),
    ...(uploading ? [words.uploading] : []),
  ]
}
