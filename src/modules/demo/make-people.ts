import type { StandIn, StandInProfile } from '#networks/stand-in'

import { brandFace } from './brand-face.ts'
import type { Calendar } from './days.ts'
import type { OpenSandbox } from './needs.ts'
import { all as storyNetworks } from './story-networks.ts'
import type { Profile, Story } from './story.ts'

/** Who is who on one network. */
export interface Cast {
  readonly networkId: string
  readonly standIn: StandIn
  readonly brand: StandInProfile
  readonly people: readonly StandInProfile[]
  readonly readers: readonly StandInProfile[]
}

/** Everybody of the story on every network on which something of it stands, or those who are there already. New ones join before the story begins. */
export function addPeople({ clock, networks }: OpenSandbox, story: Story, { startedAt }: Calendar): readonly Cast[] {
  const isNew = networks.every(({ standIn }) => standIn.profiles().length === 0)
  if (isNew) clock.set(startedAt.subtract({ hours: 24 * 7 * 14 }))
  return networks
    .filter(({ id }) => storyNetworks.includes(id))
    .map(({ id, standIn }) => {
      const add = ({ handle, name, bio }: Profile) =>
        standIn.addProfile({ handle, displayName: name, ...(bio === undefined ? {} : { bio }) })
      const { handle, name, bio = '' } = story.brand
      return {
        networkId: id,
        standIn,
        brand: standIn.addProfile({ handle, displayName: name, bio, avatarUrl: brandFace, business: true }),
        people: story.people.map(add),
        readers: story.readers.map(add),
      }
    })
}
