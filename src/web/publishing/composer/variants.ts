import type { SettingField, Settings } from '#networks/network'

import { usualOf } from './chosen-settings.ts'
import type { Parts } from './draft-parts.ts'
import type { Draft, DraftMedia, DraftPart, DraftVariant } from './draft.ts'

/** The parts as they go out on a network: its own, or the common ones. */
export function partsOn(draft: Draft, network: string): Parts {
  return draft.variants[network]?.parts ?? draft.parts
}

/** Does this network have a text of its own? */
export function isTailored(draft: Draft, network: string): boolean {
  return draft.variants[network]?.parts !== undefined
}

/**
 * Changes the common parts, or with `network` what is said there. A network has parts of its own as soon as they differ from the common ones,
 * and follows again when they say the same.
 */
export function changeParts(draft: Draft, network: string | undefined, edit: (parts: Parts) => Parts): Draft {
  if (network === undefined) {
    const parts = edit(draft.parts)
    return parts === draft.parts ? draft : { ...draft, parts }
  }
  const before = partsOn(draft, network)
  const parts = edit(before)
  if (parts === before) return draft
  const settings = settingsOn(draft, network)
  return withVariant(draft, network, sayTheSame(parts, draft.parts) ? { settings } : { settings, parts })
}

/** The network says again what all say; its settings stay. */
export function followCommon(draft: Draft, network: string): Draft {
  return withVariant(draft, network, { settings: settingsOn(draft, network) })
}

export function settingsOn(draft: Draft, network: string): Settings {
  return draft.variants[network]?.settings ?? {}
}

/** The usual value is not kept, so that it may still change with the network. */
export function changeSetting(draft: Draft, network: string, { field, value }: { field: SettingField; value: string | boolean }): Draft {
  const { [field.name]: _, ...others } = settingsOn(draft, network)
  const usual = usualOf(field)
  const settings = value === usual ? others : { ...others, [field.name]: value }
  return withVariant(draft, network, { ...draft.variants[network], settings })
}

/** Every part that is written somewhere: the common ones, then those of the networks. */
export function allParts({ parts, variants }: Draft): Parts {
  return [...parts, ...Object.values(variants).flatMap((variant) => variant.parts ?? [])]
}

/** Changes one item wherever it hangs: a network that went its own way while it was uploading waits for it too. */
export function changeMedia(draft: Draft, key: string, edit: (image: DraftMedia) => DraftMedia): Draft {
  const inParts = (parts: Parts) =>
    parts.map((part) => ({ ...part, media: part.media.map((each) => (each.key === key ? edit(each) : each)) }))
  return changeEverywhere(draft, inParts)
}

/** Takes one item off wherever it hangs. */
export function removeMedia(draft: Draft, key: string): Draft {
  return changeEverywhere(draft, (parts) => parts.map((part) => ({ ...part, media: part.media.filter((each) => each.key !== key) })))
}

/** The same change to every list of parts. */
export function changeEverywhere(draft: Draft, edit: (parts: Parts) => Parts): Draft {
  const variants = Object.entries(draft.variants).map(([network, variant]) => [
    network,
    variant.parts === undefined ? variant : { ...variant, parts: edit(variant.parts) },
  ])
  return { ...draft, parts: edit(draft.parts), variants: Object.fromEntries(variants) }
}

export function isEmpty(draft: Draft): boolean {
  return allParts(draft).every(
    (part) => part.text.trim() === '' && part.media.length === 0 && part.link === undefined && part.poll === undefined,
  )
}

function withVariant(draft: Draft, network: string, variant: DraftVariant): Draft {
  const { [network]: _, ...others } = draft.variants
  const isNothing = variant.parts === undefined && Object.keys(variant.settings).length === 0
  return { ...draft, variants: isNothing ? others : { ...others, [network]: variant } }
}

function sayTheSame(some: Parts, others: Parts): boolean {
  return JSON.stringify(some.map(outline)) === JSON.stringify(others.map(outline))
}

function outline({ text, media, link, poll }: DraftPart) {
  return [text, media.map(outlineOfMedia), link, poll]
}

function outlineOfMedia(media: DraftMedia) {
  const { key, mediaId, item: _, upload: __, stopped: ___, ...said } = media
  return [mediaId ?? key, said]
}
