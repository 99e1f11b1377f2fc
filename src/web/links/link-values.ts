import type { useForm } from '@mantine/form'

import type { Utm } from '#contract/links'

/** What the form of a link holds. */
export interface LinkValues {
  target: string
  title: string
  code: string
  domainId: string
  /** By the brand's clock, empty where open. */
  expires: string
  campaignId: string | null
  network: string | null
  /** Undefined as long as nobody touched it: the preset counts. */
  utm: Utm | undefined
}

/** What a field of the form is given by its name. */
export type LinkFieldOf = ReturnType<typeof useForm<LinkValues>>['getInputProps']
