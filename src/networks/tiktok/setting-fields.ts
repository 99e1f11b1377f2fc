import type { SettingField } from '../network.ts'
import { textLimits } from './caption.ts'
import { disclosures } from './choices.ts'
import type { CreatorLimits } from './limits.ts'

/** Asked for by the app itself where the post is a draft. */
const whenPosted = { setting: 'kind', is: ['post'] } as const

/**
 * As the network demands of every tool: nobody's audience is chosen for them, everything that others may do is off until it is allowed,
 * what the creator has turned off is not offered, and the music terms are agreed to for each post.
 */
export function settingFields({ privacy, commentsOff, duetsOff, stitchesOff }: CreatorLimits): readonly SettingField[] {
  const allowed = [...(commentsOff ? [] : ['allow_comment']), ...(duetsOff ? [] : ['allow_duet']), ...(stitchesOff ? [] : ['allow_stitch'])]
  return [
    { name: 'kind', kind: 'choice', options: ['post', 'draft'], usual: 'post' },
    { name: 'privacy', kind: 'choice', options: privacy, usual: '', when: whenPosted },
    { name: 'title', kind: 'text', maxLength: textLimits.title },
    ...allowed.map((name) => ({ name, kind: 'toggle', usual: false, when: whenPosted }) as const),
    { name: 'disclosure', kind: 'choice', options: disclosures, usual: 'none', when: whenPosted },
    { name: 'ai_generated', kind: 'toggle', usual: false, when: whenPosted },
    { name: 'photo_cover', kind: 'text', maxLength: 2 },
    { name: 'auto_music', kind: 'toggle', usual: false, when: whenPosted },
    { name: 'music_consent', kind: 'toggle', usual: false, when: whenPosted },
  ]
}
