import { Flag, Tag } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'

import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { Tinted } from '../ui/tinted.tsx'
import { type AnalyticsSearch, type Dimension, postTypes } from './analytics-search.ts'
import { useAnalyticsText } from './use-analytics-text.ts'

import styles from './tables.module.css'

export interface Named {
  readonly name: string
  /** The name with its mark. */
  readonly shown: ReactNode
}

/** What a line is of, as people know it. */
export function useNamed(): (by: Dimension, key: string) => Named {
  const { by: words, types } = useAnalyticsText()
  const { accounts, campaigns, labels } = useFilterChoices()
  return useMemo(() => {
    const plain = (name: string) => ({ name, shown: name })
    const marked = (name: string, network: string) => ({
      name,
      shown: (
        <span className={styles.marked}>
          <NetworkIcon network={network} size={14} label={false} /> {name}
        </span>
      ),
    })
    return (by, key) => {
      if (key === '') return plain(words.none)
      if (by === 'network') return marked(networkName(key), key)
      if (by === 'type') return plain(types[postTypes.find((type) => type === key) ?? 'text'])
      if (by === 'account') {
        const account = accounts.find(({ id }) => id === key)
        return account
          ? { ...marked(`@${account.handle}`, account.network), name: `@${account.handle} (${networkName(account.network)})` }
          : plain(words.unknown)
      }
      const found = (by === 'campaign' ? campaigns : labels).find(({ id }) => id === key)
      if (!found) return plain(words.unknown)
      const shown = (
        <Tinted colour={found.colour} icon={by === 'campaign' ? Flag : Tag}>
          {found.name}
        </Tinted>
      )
      return { name: found.name, shown }
    }
  }, [words, types, accounts, campaigns, labels])
}

/** The filter that leaves one of them. */
export function narrowedTo(by: Dimension, key: string): AnalyticsSearch {
  const name = ({ account: 'accounts', network: 'networks', campaign: 'campaigns', label: 'labels', type: 'types' } as const)[by]
  return { [name]: [key] }
}
