import { type Owner, setUpOwner } from './owner.ts'
import { openStandIns, type StandIns } from './stand-ins.ts'
import type { World } from './world.ts'

interface FacebookHouse {
  readonly url: string
  readonly owner: Owner
  readonly standIns: StandIns
  readonly facebook: ReturnType<StandIns['of']>
  readonly profileId: string
  /** From now on Facebook tells by itself what is said. */
  readonly listen: () => Promise<void>
}

/** A Hearth whose owner has a page on Facebook. */
export async function facebookHouse(world: World): Promise<FacebookHouse> {
  const standIns = world.using(await openStandIns(['facebook']))
  const { url } = await world.start({ ...standIns.settings, HEARTH_FACEBOOK_WEBHOOK_TOKEN: token })
  const owner = await setUpOwner(url, { language: world.look.language })
  const { profileId = '' } = (await standIns.connect(owner, 'embertea')).get('facebook') ?? {}
  const facebook = standIns.of('facebook')
  const listen = async () => {
    await facebook.webhooks?.enter({ address: `${url}/webhooks/facebook`, token })
  }
  return { url, owner, standIns, facebook, profileId, listen }
}

const token = 'kettle'
