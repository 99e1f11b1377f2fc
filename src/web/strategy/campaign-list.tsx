import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Flag, Plus } from 'lucide-react'

import type { Campaign } from '#contract/strategy'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useFormat } from '../language/use-format.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { showTrouble, toast, undoToast } from '../ui/toast.tsx'
import { useStrategyText } from './use-strategy-text.ts'

interface CampaignListProps {
  campaigns: UseQueryResult<readonly Campaign[]>
  mayWrite: boolean
  /** Without a campaign: a new one. */
  onOpen: (campaign?: Campaign) => void
}

/** Campaigns that run or will run, then those put away. */
export function CampaignList({ campaigns: { data, error, refetch }, mayWrite, onOpen }: CampaignListProps) {
  const words = useStrategyText()
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => onOpen()}>
      {words.newCampaign}
    </Button>
  )
  return (
    <Section title={words.campaigns} hint={words.campaignsHint} action={mayWrite && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p>{words.noCampaigns}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.campaigns}>
          {data.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} mayWrite={mayWrite} onOpen={onOpen} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function CampaignRow({ campaign, mayWrite, onOpen }: Omit<CampaignListProps, 'campaigns'> & { campaign: Campaign }) {
  const words = useStrategyText()
  const act = useCampaignActions(campaign)
  return (
    <Row
      lead={<Flag size={18} aria-hidden="true" style={{ color: `var(--tint-${campaign.colour})` }} />}
      title={campaign.name}
      note={
        <>
          {campaign.archived && `${words.archived} · `}
          <Days campaign={campaign} />
        </>
      }
    >
      {mayWrite && (
        <>
          <Button variant="default" onClick={() => onOpen(campaign)}>
            {words.change}
          </Button>
          <Button variant="default" title={words.archiveHint} onClick={() => void act.archive(!campaign.archived)}>
            {campaign.archived ? words.takeUp : words.archive}
          </Button>
          <ConfirmButton
            question={words.removeCampaignAsk(campaign.name)}
            explanation={words.removeHint}
            confirm={words.remove}
            onConfirm={act.remove}
          >
            {words.remove}
          </ConfirmButton>
        </>
      )}
    </Row>
  )
}

function Days({ campaign: { from, to } }: { campaign: Campaign }) {
  const words = useStrategyText()
  const format = useFormat('UTC')
  const day = (date: string) => format.longDate(`${date}T00:00:00Z`)
  if (from !== undefined && to !== undefined) return words.days(day(from), day(to))
  if (from !== undefined) return words.fromDay(day(from))
  return to === undefined ? words.noDays : words.untilDay(day(to))
}

function useCampaignActions({ id: campaignId, name }: Campaign) {
  const words = useStrategyText()
  const explain = useExplain()
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      showTrouble(explain(error))
    }
    await reload('strategy')
  }
  function archive(archived: boolean): Promise<void> {
    return attempt(async () => {
      await client.strategy.changeCampaign({ campaignId, archived })
      if (archived) undoToast({ message: words.archivedNow(name), undo: words.undo, onUndo: () => void archive(false) })
    })
  }
  const remove = () =>
    attempt(async () => {
      await client.strategy.removeCampaign({ campaignId })
      toast(words.removed(name))
    })
  return { archive, remove }
}
