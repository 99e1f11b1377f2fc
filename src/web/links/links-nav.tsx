import { Link } from '@tanstack/react-router'

import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { useConversionsText } from './conversions/use-conversions-text.ts'

import styles from './conversions/conversions.module.css'

/** From one screen about links to the next. */
export function LinksNav() {
  const words = useConversionsText()
  const { links } = useText().frame
  const maySeeCosts = useMay()('results.read')
  return (
    <nav className={styles.nav} aria-label={links}>
      <Link to="/links" activeOptions={{ exact: true, includeSearch: false }}>
        {links}
      </Link>
      <Link to="/links/conversions" activeOptions={{ exact: true, includeSearch: false }}>
        {words.toLinks}
      </Link>
      {maySeeCosts && (
        <Link to="/links/return" activeOptions={{ exact: true, includeSearch: false }}>
          {words.toReturn}
        </Link>
      )}
    </nav>
  )
}
