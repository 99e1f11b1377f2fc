import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'

import type { Figures } from '#contract/analytics'

import { api } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMay } from '../frame/who.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { showTrouble, toast } from '../ui/toast.tsx'
import { Obstacles } from './obstacles.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'

import styles from './standing.module.css'

interface StandingProps {
  brandId: string
  about: Pick<Figures, 'timeZone' | 'readAt' | 'missing'>
}

/** How old the numbers are, by whose clock, and what keeps some of them away, with the way to mend it. */
export function Standing({ brandId, about: { timeZone, readAt, missing } }: StandingProps) {
  const { standing: words } = useAnalyticsText()
  const { language } = useLanguage()
  const format = useFormat()
  return (
    <footer className={styles.standing}>
      <div className={styles.age}>
        <span>{readAt === undefined ? words.notRead : words.read(format.relative(readAt))}</span>
        <span>{words.zone(zoneName(timeZone, language))}</span>
        <ReadNow brandId={brandId} />
      </div>
      <Obstacles brandId={brandId} missing={missing} />
    </footer>
  )
}

/** What comes is told by the live stream. */
function ReadNow({ brandId }: { brandId: string }) {
  const { standing: words } = useAnalyticsText()
  const may = useMay()
  const explain = useExplain()
  const read = useMutation(
    api.analytics.readNow.mutationOptions({
      onSuccess: ({ asked }) => toast(asked === 0 ? words.askedNobody : words.asked),
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  if (!may('numbers.work')) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<RefreshCw size={14} aria-hidden="true" />}
      loading={read.isPending}
      onClick={() => read.mutate({ brandId })}
    >
      {words.readNow}
    </Button>
  )
}
