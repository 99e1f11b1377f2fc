import { Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { networkName } from '../networks.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import type { LinkFieldOf } from './link-values.ts'
import { useLinksText } from './use-links-text.ts'

/** The short address of a new link, and what it will be for. */
export function LinkPlace({ brandId, field }: { brandId: string; field: LinkFieldOf }) {
  const { form: words } = useLinksText()
  const { campaigns } = useBelongings(brandId)
  const networks = useNetworks()
  const domains = useQuery(api.links.domains.queryOptions({ input: { brandId } })).data ?? []
  const places = [{ value: '', label: words.own }, ...domains.map(({ id, host }) => ({ value: id, label: host }))]
  return (
    <>
      <Group grow align="flex-start">
        {domains.length > 0 && <Select label={words.address} data={places} allowDeselect={false} {...field('domainId')} />}
        <TextInput label={words.code} description={words.codeHint} maxLength={60} autoComplete="off" {...field('code')} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={words.campaign}
          placeholder={words.noCampaign}
          data={campaigns.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          {...field('campaignId')}
        />
        <Select
          label={words.network}
          placeholder={words.noNetwork}
          data={networks.map((id) => ({ value: id, label: networkName(id) }))}
          clearable
          {...field('network')}
        />
      </Group>
    </>
  )
}

/** Those that Hearth knows, by name. */
export function useNetworks(): readonly string[] {
  return (useQuery(api.connections.networks.queryOptions()).data ?? []).map(({ id }) => id)
}
