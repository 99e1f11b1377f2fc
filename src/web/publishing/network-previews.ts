import type { ComponentType } from 'react'

import type { PreviewProps } from '#networks/web-post'

// How a post will look on a network is found by its place, so that a new network is only a new folder.
const previewFiles = import.meta.glob<ComponentType<PreviewProps>>('../../networks/*/web-preview.tsx', { eager: true, import: 'Preview' })

/** The preview of each network that has one, by the network's name. */
export const previews: Readonly<Record<string, ComponentType<PreviewProps>>> = Object.fromEntries(
  Object.entries(previewFiles).map(([path, preview]) => [path.split('/').at(-2) ?? path, preview]),
)
