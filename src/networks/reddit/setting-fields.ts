import type { Json } from '#kit/json'

import type { DestinationTold, SettingField } from '../network.ts'
import { communitiesIn, type Community, communityIn } from './community.ts'
import { textLimits } from './limits.ts'

/** What can be chosen for a post, the flairs of the communities that were read among it. */
export function settingFields(limits: Json): readonly SettingField[] {
  return [
    { name: 'subreddit', kind: 'text', maxLength: 60, destination: (written) => toldOf(communityIn(limits, written)) },
    { name: 'title', kind: 'text', maxLength: textLimits.title },
    ...communitiesIn(limits).flatMap(flairField),
    { name: 'nsfw', kind: 'toggle', usual: false },
    { name: 'spoiler', kind: 'toggle', usual: false },
    { name: 'sendreplies', kind: 'toggle', usual: true },
    { name: 'resubmit', kind: 'toggle', usual: false },
  ]
}

function toldOf(community: Community | undefined): DestinationTold | undefined {
  if (!community) return undefined
  const { name, at, rules, requirements } = community
  const guidelines = requirements.guidelines_text.trim()
  return { name: `r/${name}`, at, says: [...(guidelines === '' ? [] : [{ title: guidelines, text: '' }]), ...rules] }
}

/** Shown while its community is chosen, however the name is written. */
function flairField({ name, flairs, requirements }: Community): readonly SettingField[] {
  if (flairs.length === 0) return []
  const none = requirements.is_flair_required ? [] : ['none']
  return [
    {
      name: `flair.${name}`,
      kind: 'choice',
      options: [...none, ...flairs.map(({ id }) => id)],
      usual: requirements.is_flair_required ? '' : 'none',
      labels: Object.fromEntries(flairs.map(({ id, text }) => [id, text])),
      when: { setting: 'subreddit', is: [`r/${name}`] },
    },
  ]
}
