import { Button, Progress, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import type { DemoStatus } from '#contract/demo'
import type { Language } from '#kit/contract'

import { api, queries } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMe } from '../frame/who.ts'
import { LanguageName } from '../language/language-name.tsx'
import { useLanguage, useText } from '../language/text-provider.tsx'
import { browserTimeZone } from '../language/use-format.ts'
import { Section } from '../ui/page.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { openWorkspace } from '../workspace.ts'
import { RemoveDemo } from './remove-demo.tsx'
import { useDemo } from './use-demo.ts'

import styles from './demo-offer.module.css'

/** Offers a demo to whoever may make one, shows how far it is, and opens it when it is ready. Empty where there is nothing to offer. */
export function DemoOffer({
  always = false,
}: {
  /** Also where the demo itself is on screen, and while nothing is known yet. */ always?: boolean
}) {
  const { workspace } = useMe()
  const { data, error, isLoading, refetch } = useDemo()
  if (workspace.demo && !always) return undefined
  if (error) return always ? <ErrorState error={error} retry={() => void refetch()} /> : undefined
  if (isLoading) return always ? <LoadingState rows={2} /> : undefined
  return data === undefined ? undefined : <Offer status={data} />
}

function Offer({ status }: { status: DemoStatus }) {
  const text = useText().demo
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (asked && status.state === 'ready') openWorkspace(status.workspaceId, '/calendar?view=month')
  }, [asked, status])
  switch (status.state) {
    case 'none':
      return status.possible ? <Make onAsked={() => setAsked(true)} /> : undefined
    case 'making':
      return <Making step={status.step} share={status.share} />
    case 'ready':
      return <Ready workspaceId={status.workspaceId} />
    case 'failed':
      return (
        <Section title={text.failed} hint={text.failedHint}>
          <RemoveDemo />
        </Section>
      )
    case 'removing':
      return (
        <p role="status" className={styles.quiet}>
          {text.removing}
        </p>
      )
    case 'elsewhere':
      return undefined
  }
}

function Ready({ workspaceId }: { workspaceId: string }) {
  const text = useText().demo
  const { workspace } = useMe()
  if (workspace.id === workspaceId) {
    return (
      <Section title={text.title} hint={text.removeHint}>
        <RemoveDemo />
      </Section>
    )
  }
  return (
    <Section title={text.ready} hint={text.readyHint}>
      <div className={styles.actions}>
        <Button onClick={() => openWorkspace(workspaceId, '/calendar?view=month')}>{text.open}</Button>
        <RemoveDemo />
      </div>
    </Section>
  )
}

function Make({ onAsked }: { onAsked: () => void }) {
  const text = useText().demo
  const { language: spoken } = useLanguage()
  const [language, setLanguage] = useState<Language>(spoken)
  const explain = useExplain()
  const start = useMutation(
    api.demo.start.mutationOptions({
      onMutate: onAsked,
      onSuccess: (status) => queries.setQueryData(api.demo.status.queryKey(), status),
    }),
  )
  return (
    <Section title={text.offer} hint={text.offerHint}>
      <div className={styles.actions}>
        <SegmentedControl
          aria-label={text.language}
          value={language}
          onChange={(value) => setLanguage(value === 'zh-TW' ? 'zh-TW' : 'en')}
          data={(['en', 'zh-TW'] as const).map((each) => ({ value: each, label: <LanguageName of={each} /> }))}
        />
        <Button variant="light" loading={start.isPending} onClick={() => start.mutate({ language, timeZone: browserTimeZone() })}>
          {text.make}
        </Button>
      </div>
      {start.error && <Trouble>{explain(start.error)}</Trouble>}
    </Section>
  )
}

function Making({ step, share }: { step: keyof ReturnType<typeof useText>['demo']['steps']; share: number }) {
  const text = useText().demo
  return (
    <Section title={text.making}>
      <Progress value={share} size="lg" aria-label={text.making} transitionDuration={300} />
      <p role="status" className={styles.quiet}>
        {text.steps[step]}
      </p>
    </Section>
  )
}
