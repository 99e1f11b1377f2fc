import { useParams } from '@tanstack/react-router'

import { OneCrisisPage } from './one-crisis-page.tsx'

/** The crisis that the address names. */
export function OneCrisisRoute() {
  const { crisisId } = useParams({ from: '/inside/crisis/$crisisId' })
  return <OneCrisisPage key={crisisId} crisisId={crisisId} />
}
