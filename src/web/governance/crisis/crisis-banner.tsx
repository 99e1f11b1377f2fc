import { Link } from '@tanstack/react-router'
import { GraduationCap, Siren } from 'lucide-react'

import type { Crisis } from '#contract/governance'

import { useMay, useMe } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis-banner.module.css'

/** Over every screen while a crisis or a rehearsal stands: what, for which brand, why, since when, and the way to it. */
export function CrisisBanner({ crises }: { crises: readonly Crisis[] }) {
  const { banner } = useCrisisText()
  return (
    <aside aria-label={banner.label}>
      {crises.map((crisis) => (
        <Line key={crisis.id} crisis={crisis} />
      ))}
    </aside>
  )
}

function Line({ crisis: { id, brandId, rehearsal, reason, answers, beganAt } }: { crisis: Crisis }) {
  const { banner } = useCrisisText()
  const format = useFormat()
  const me = useMe()
  const { brands } = me
  // One of all brands is open to those alone who are for all of them.
  const mayOpen = useMay()('crisis.read') && (brandId === undefined ? me.role !== undefined : brands.some((one) => one.id === brandId))
  const brand = brandId === undefined ? banner.all : (brands.find((one) => one.id === brandId)?.name ?? '')
  const Icon = rehearsal ? GraduationCap : Siren
  return (
    <div className={styles.banner} data-rehearsal={rehearsal || undefined}>
      <Icon size={18} aria-hidden="true" />
      <p className={styles.words}>
        <strong>{rehearsal ? banner.rehearsal : banner.real}</strong> <bdi>{brand}</bdi> · <bdi>{reason}</bdi> ·{' '}
        {(rehearsal ? banner.rehearsalHint : banner.realHint)(format.time(beganAt))}
        {!rehearsal && answers === 'forbidden' && ` ${banner.answersForbidden}`}
      </p>
      {mayOpen && (
        <Link to="/crisis/$crisisId" params={{ crisisId: id }} className={styles.open}>
          {banner.open}
        </Link>
      )}
    </div>
  )
}
