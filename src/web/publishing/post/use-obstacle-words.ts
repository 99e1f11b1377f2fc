import type { Obstacle } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'

/** What keeps a scheduled post from going out, and what to do about it. */
export function useObstacleWords(): (obstacle: Obstacle) => string {
  const words = useText().post.obstacles
  const format = useFormat()
  return (obstacle) =>
    obstacle.kind === 'media-expires'
      ? words['media-expires'](format.list(obstacle.names))
      : words['alt-missing'](format.list(obstacle.networks.map(networkName)))
}
