import { lately, twice } from './story-en-lately.ts'
import { past } from './story-en-past.ts'
import { brand, people, readers } from './story-en-people.ts'
import { plan } from './story-en-plan.ts'
import { rhythm } from './story-en-rhythm.ts'
import { campaigns, labels } from './story-en-sorting.ts'
import { voices } from './story-en-voices.ts'
import { drafts, now } from './story-en-written.ts'
import type { Story } from './story.ts'

export const en: Story = {
  workspace: 'Corner Kettle (demo)',
  brand,
  people,
  readers,
  past: [...past, ...lately, ...rhythm],
  voices,
  campaigns,
  labels,
  plan,
  drafts,
  now,
  twice,
}
