import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookOpenCheck, Check, GraduationCap, ShieldCheck, Siren } from 'lucide-react'
import { useState } from 'react'

import type { Crisis } from '#contract/governance'

import { api } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { heldOptions, HeldPosts } from './held-posts.tsx'
import { HeldReports } from './held-reports.tsx'
import { Proposals } from './proposals.tsx'
import { StartDialog } from './start-dialog.tsx'
import { useCrisisText } from './use-crisis-text.ts'

type Starting = 'crisis' | 'rehearsal'

/** Where a crisis begins, what one left to decide, and what was before. */
export function CrisisPage() {
  const words = useCrisisText()
  const brand = useBrand()
  const maySwitch = useMay()('crisis.switch')
  const [starting, setStarting] = useState<Starting>()
  const { data, error, refetch } = useQuery(api.governance.crises.queryOptions({ input: { brandId: brand.id } }))
  const standing = data?.filter(({ endedAt }) => endedAt === undefined) ?? []
  const isReal = standing.some(({ rehearsal }) => !rehearsal)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      action={<Actions maySwitch={maySwitch && !isReal} rehearsing={standing.length > 0} onStart={setStarting} />}
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} height={52} />}
      {data && (
        <>
          <Standing crises={standing} brandId={brand.id} />
          <Proposals brandId={brand.id} onStart={maySwitch && !isReal ? () => setStarting('crisis') : undefined} />
          <HeldPosts brandId={brand.id} standing={isReal} />
          <HeldReports brandId={brand.id} standing={isReal} />
          <Before crises={data.filter(({ endedAt }) => endedAt !== undefined)} />
        </>
      )}
      {starting && <StartDialog rehearsal={starting === 'rehearsal'} onClose={() => setStarting(undefined)} />}
    </Page>
  )
}

/** Where something waits for a decision, that nothing stands needs no words. */
function Standing({ crises, brandId }: { crises: readonly Crisis[]; brandId: string }) {
  const words = useCrisisText()
  const waiting = useQuery(heldOptions(brandId)).data?.total
  if (crises.length > 0) return <Crises crises={crises} label={words.one.stands} />
  if (waiting === undefined || waiting > 0) return null
  return (
    <EmptyState icon={<ShieldCheck size={24} />} title={words.calm}>
      {words.calmHint}
    </EmptyState>
  )
}

function Actions({ maySwitch, rehearsing, onStart }: { maySwitch: boolean; rehearsing: boolean; onStart: (what: Starting) => void }) {
  const words = useCrisisText()
  return (
    <Group gap="xs">
      <Button variant="default" component={Link} to="/crisis/playbook" leftSection={<BookOpenCheck size={16} aria-hidden="true" />}>
        {words.playbook}
      </Button>
      {maySwitch && !rehearsing && (
        <Button variant="default" leftSection={<GraduationCap size={16} aria-hidden="true" />} onClick={() => onStart('rehearsal')}>
          {words.rehearse}
        </Button>
      )}
      {maySwitch && (
        <Button leftSection={<Siren size={16} aria-hidden="true" />} onClick={() => onStart('crisis')}>
          {words.begin}
        </Button>
      )}
    </Group>
  )
}

function Before({ crises }: { crises: readonly Crisis[] }) {
  const { past } = useCrisisText()
  return (
    <Section title={past.title} {...(crises.length === 0 ? { hint: past.none } : {})}>
      {crises.length > 0 && <Crises crises={crises} label={past.title} />}
    </Section>
  )
}

function Crises({ crises, label }: { crises: readonly Crisis[]; label: string }) {
  const { past, one, banner } = useCrisisText()
  return (
    <Rows label={label}>
      {crises.map(({ id, rehearsal, reason, beganAt, beganBy, endedAt, brandId }) => (
        <Row
          key={id}
          lead={rehearsal ? <GraduationCap size={18} aria-hidden="true" /> : <Siren size={18} aria-hidden="true" />}
          title={
            <Link to="/crisis/$crisisId" params={{ crisisId: id }}>
              <bdi>{reason}</bdi>
            </Link>
          }
          note={
            <>
              {rehearsal ? past.rehearsal : past.real} · <LocalTime at={beganAt} /> · {past.by(beganBy)}
              {brandId === undefined && ` · ${banner.all}`}
            </>
          }
        >
          {endedAt === undefined ? (
            <StateBadge tone={rehearsal ? 'wait' : 'bad'} icon={Siren}>
              {one.stands}
            </StateBadge>
          ) : (
            <StateBadge tone="calm" icon={Check}>
              {one.over}
            </StateBadge>
          )}
        </Row>
      ))}
    </Rows>
  )
}
