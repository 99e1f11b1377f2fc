import { Circle, CircleCheck } from 'lucide-react'

import type { ConversionSite } from '#contract/links'

import { LocalTime } from '../../ui/local-time.tsx'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

/** What was heard of a site and when; it changes while one looks. */
export function SignsOfLife({ site }: { site: ConversionSite }) {
  const { signs } = useConversionsText()
  return (
    <ul className={styles.signs} aria-live="polite">
      <Sign name={signs.script} at={site.scriptSeenAt} />
      <Sign name={signs.page} at={site.pageHeardAt} />
      {site.signs && <Sign name={signs.server} at={site.serverHeardAt} />}
    </ul>
  )
}

function Sign({ name, at }: { name: string; at: string | undefined }) {
  const { signs } = useConversionsText()
  const Icon = at === undefined ? Circle : CircleCheck
  return (
    <li data-heard={at === undefined ? undefined : true}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {name}: {at === undefined ? signs.not : <LocalTime at={at} as="relative" />}
      </span>
    </li>
  )
}
