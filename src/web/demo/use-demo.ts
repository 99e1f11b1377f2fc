import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useMe } from '../frame/who.ts'

/** How the person's demo stands; asked again and again while something happens to it. Only owners make and remove it. */
export function useDemo() {
  const { permissions } = useMe()
  return useQuery({
    ...api.demo.status.queryOptions(),
    enabled: permissions.includes('workspace.manage'),
    refetchInterval: ({ state: { data } }) => (data?.state === 'making' || data?.state === 'removing' ? 500 : false),
  })
}
