import type { Finding, Reason, Settings } from '../network.ts'
import { textLimits } from './caption.ts'
import { disclosureIn, isBranded, isDraft, isOn, photoCoverIn, privacyIn, textIn } from './choices.ts'
import type { CreatorLimits } from './limits.ts'

interface Chosen {
  readonly settings: Settings
  readonly limits: CreatorLimits
  /** What the post shows. */
  readonly shows: 'video' | 'photos'
  readonly photos: number
}

type Found = Pick<Finding, 'severity' | 'reason' | 'setting'>

/** Everything to say of what was chosen for this network. */
export function* checkSettings(chosen: Chosen): Generator<Found> {
  yield* checkWords(chosen)
  if (isDraft(chosen.settings)) return yield say('change', 'kind', 'draft-to-inbox')
  yield* checkAudience(chosen)
  yield* checkInteractions(chosen)
  yield* checkLabels(chosen)
  yield* checkConsent(chosen)
}

function* checkWords({ settings, shows, photos }: Chosen): Generator<Found> {
  const title = textIn(settings, 'title')
  if (shows === 'video') {
    if (title !== '') yield say('change', 'title', 'title-left-out')
    return
  }
  const over = title.length - textLimits.title
  if (over > 0) yield say('error', 'title', 'title-too-long', { over, max: textLimits.title })
  const cover = photoCoverIn(settings)
  if (cover === undefined || cover < 1 || cover > Math.max(photos, 1))
    yield say('error', 'photo_cover', 'photo-cover-unknown', { count: photos })
}

function* checkAudience({ settings, limits }: Chosen): Generator<Found> {
  const privacy = privacyIn(settings)
  if (privacy === '') yield say('error', 'privacy', 'privacy-needed')
  else if (!limits.privacy.includes(privacy)) yield say('error', 'privacy', 'privacy-not-offered')
}

function* checkInteractions({ settings, limits, shows }: Chosen): Generator<Found> {
  const turnedOff = { allow_comment: limits.commentsOff, allow_duet: limits.duetsOff, allow_stitch: limits.stitchesOff }
  for (const [name, off] of Object.entries(turnedOff)) {
    if (!isOn(settings, name)) continue
    if (off) yield say('change', name, 'interaction-off')
    else if (name !== 'allow_comment' && shows === 'photos') yield say('change', name, 'interaction-for-videos')
  }
}

function* checkLabels({ settings, shows }: Chosen): Generator<Found> {
  if (isBranded(settings) && privacyIn(settings) === 'SELF_ONLY') yield say('error', 'disclosure', 'branded-not-private')
  const disclosure = disclosureIn(settings)
  if (disclosure !== 'none') yield say('change', 'disclosure', disclosure === 'own' ? 'labelled-promotional' : 'labelled-partnership')
  if (isOn(settings, 'ai_generated') && shows === 'photos') yield say('warning', 'ai_generated', 'ai-label-for-videos')
  if (isOn(settings, 'auto_music') && shows === 'video') yield say('change', 'auto_music', 'music-for-photos')
}

function* checkConsent({ settings }: Chosen): Generator<Found> {
  if (isOn(settings, 'music_consent')) return
  yield say('error', 'music_consent', isBranded(settings) ? 'consent-needed-branded' : 'consent-needed')
}

function say(severity: Finding['severity'], setting: string, code: string, params?: Reason['params']): Found {
  return { severity, reason: params ? { code, params } : { code }, setting }
}
