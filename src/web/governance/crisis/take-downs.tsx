import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { OpenCrisis, TakeDown } from '#contract/governance'

import { api } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { useBelongings } from '../../strategy/use-belongings.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** All that is live of a campaign, down in one action, with how that comes along on each network. */
export function TakeDowns({ crisis }: { crisis: OpenCrisis }) {
  const { takeDowns: words } = useCrisisText()
  const mayTakeDown = useMay()('crisis.switch') && crisis.endedAt === undefined
  if (crisis.takeDowns.length === 0 && !mayTakeDown) return null
  return (
    <Section title={words.title} hint={crisis.rehearsal ? `${words.hint} ${words.rehearsalHint}` : words.hint}>
      {mayTakeDown && <Choose crisis={crisis} />}
      {crisis.takeDowns.map((takeDown) => (
        <Results key={takeDown.id} takeDown={takeDown} />
      ))}
    </Section>
  )
}

function Choose({ crisis }: { crisis: OpenCrisis }) {
  const { takeDowns: words } = useCrisisText()
  const brand = useBrand()
  const brandId = crisis.brandId ?? brand.id
  const { campaigns } = useBelongings(brandId)
  const [campaignId, setCampaignId] = useState<string | null>(null)
  const take = useMutation(api.governance.takeDownCampaign.mutationOptions(useOutcome({ changed: 'crisis', says: words.begun })))
  const chosen = campaigns.find(({ id }) => id === campaignId)
  return (
    <div className={styles.write}>
      <Select
        label={words.campaign}
        placeholder={campaigns.length === 0 ? words.none : ''}
        data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        value={campaignId}
        searchable
        onChange={setCampaignId}
      />
      <ConfirmButton
        disabled={!chosen}
        question={words.ask(chosen?.name ?? '')}
        explanation={crisis.rehearsal ? words.rehearsalHint : words.askHint}
        confirm={words.act}
        onConfirm={() => chosen && take.mutateAsync({ crisisId: crisis.id, brandId, campaignId: chosen.id }).catch(() => undefined)}
      >
        {words.act}
      </ConfirmButton>
    </div>
  )
}

const columns = ['down', 'going', 'byHand', 'troubled', 'live'] as const

function Results({ takeDown: { name, at, by, networks } }: { takeDown: TakeDown }) {
  const { takeDowns: words } = useCrisisText()
  const format = useFormat()
  // What is nowhere needs no column.
  const shown = columns.filter((column) => column === 'down' || networks.some((one) => one[column] > 0))
  return (
    <div className={styles.statement}>
      <span>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span className={styles.quiet}>
          <LocalTime at={at} as="time" />, {by}
        </span>
      </span>
      {networks.length === 0 ? (
        <span className={styles.quiet}>{words.nothing}</span>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.results} aria-label={name}>
            <thead>
              <tr>
                <th scope="col">{words.network}</th>
                {shown.map((column) => (
                  <th key={column} scope="col">
                    {words.states[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {networks.map((one) => (
                <tr key={one.network}>
                  <td>
                    <span className={styles.networks}>
                      <NetworkIcon network={one.network} size={16} label={false} /> {networkName(one.network)}
                    </span>
                  </td>
                  {shown.map((column) => (
                    <td key={column}>{format.number(one[column])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
