import { accountNames } from '#modules/connections'
import { listCampaigns, listLabels } from '#modules/strategy'

import type { ReportsNeeds } from '../needs.ts'
import { reportWords } from '../words.ts'
import type { Resolving } from './resolving.ts'

type By = 'account' | 'network' | 'campaign' | 'label' | 'type'

/** What lines of a breakdown are called, in the report's language. */
export async function namesOf(
  needs: Pick<ReportsNeeds, 'db' | 'networkName'>,
  { workspaceId, brandId, language }: Resolving,
  { by, keys }: { by: By; keys: readonly string[] },
): Promise<(key: string) => string> {
  const { none, types } = reportWords[language]
  const named = (names: ReadonlyMap<string, string>) => (key: string) => (key === '' ? none : (names.get(key) ?? none))
  switch (by) {
    case 'account':
      return named(await accountsByName(needs, { workspaceId, ids: keys.filter((key) => key !== '') }))
    case 'network':
      return (key) => (key === '' ? none : needs.networkName(key))
    case 'campaign':
      return named(new Map((await listCampaigns(needs.db, { workspaceId, brandId })).map(({ id, name }) => [id, name])))
    case 'label':
      return named(new Map((await listLabels(needs.db, { workspaceId, brandId })).map(({ id, name }) => [id, name])))
    case 'type':
      return named(new Map(Object.entries(types)))
  }
}

/** A handle alone may be the same on several networks. */
export async function accountsByName(
  { db, networkName }: Pick<ReportsNeeds, 'db' | 'networkName'>,
  which: { workspaceId: string; ids: readonly string[] },
): Promise<Map<string, string>> {
  const accounts = await accountNames(db, which)
  return new Map(accounts.map(({ id, handle, network }) => [id, `${handle} · ${networkName(network)}`]))
}
