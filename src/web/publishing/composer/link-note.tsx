import { Link } from '@tanstack/react-router'
import { Link2 } from 'lucide-react'

import { isReplaced } from '#contract/link-address'
import { linksIn } from '#networks/post-links'

import { useMay } from '../../frame/who.ts'
import { rulesOf } from '../network-rules.ts'
import type { Addressee } from './check-draft.ts'
import { toPostContent } from './draft-content.ts'
import type { Draft } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './wording-note.module.css'

/** What becomes of the links in the post, where it has any, in a quiet sentence with the way to change it. */
export function LinkNote({ draft, accounts }: { draft: Draft; accounts: readonly Addressee[] }) {
  const words = useComposerText().link
  const mayChange = useMay()('brands.manage')
  const plan = accounts.find((account) => hasLinks(draft, account))?.links
  if (plan === undefined) return null
  return (
    <p className={styles.note}>
      <span>
        <Link2 size={14} aria-hidden="true" className={styles.sign} /> {words.goesOut[plan.way]}
      </span>
      {mayChange && (
        <Link className={styles.button} to="/settings/links" target="_blank">
          {words.change}
        </Link>
      )}
    </p>
  )
}

/** Some that will not stay as they are. */
function hasLinks(draft: Draft, account: Addressee): boolean {
  const { links, network, limits } = account
  const rules = rulesOf({ network, limits })
  if (links === undefined || rules === undefined) return false
  return linksIn(toPostContent(draft, network), rules).some((address) => isReplaced(address, links))
}
