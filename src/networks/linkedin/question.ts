import type { PostContent } from '../network.ts'
import { limits } from './limits.ts'
import { asShown } from './little.ts'

/** What a poll asks: what was written for it, else the first line of the text where it is short enough; '' where neither is there. */
export function pollQuestion({ parts, settings }: Pick<PostContent, 'parts' | 'settings'>): string {
  const written = settings['poll_question']
  if (typeof written === 'string' && written.trim() !== '') return written.trim()
  const [line = ''] = asShown(parts[0]?.text.trim() ?? '').split('\n')
  return line.trim().length <= limits.pollQuestion ? line.trim() : ''
}
