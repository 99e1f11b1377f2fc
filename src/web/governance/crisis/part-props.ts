import type { PlaybookContent } from '#contract/governance'

/** What a part of the playbook's form shows and changes. */
export interface PartProps {
  content: PlaybookContent
  onChange: (part: Partial<PlaybookContent>) => void
}
