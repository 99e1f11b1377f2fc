import type { Json } from '#kit/json'

import type { PostContent } from '../network.ts'
import { languageOn } from './languages.ts'
import { categoryIn, isForKids, sentDescription, sentTags, titleIn, visibilityIn } from './sent.ts'
import { partOf } from './steps.ts'

/** What is said of a video that is uploaded: the parts `snippet` and `status` of the resource. */
export function writtenMetadata(content: PostContent): {
  readonly snippet: { readonly [key: string]: Json }
  readonly status: { readonly [key: string]: Json }
} {
  const { settings } = content
  const language = content.languages.map((tag) => languageOn(tag)).find((each) => each !== undefined)
  return {
    snippet: {
      ...editableSnippet(content),
      categoryId: categoryIn(settings),
      ...(language === undefined ? {} : { defaultLanguage: language }),
    },
    status: {
      privacyStatus: visibilityIn(settings),
      selfDeclaredMadeForKids: isForKids(settings),
      containsSyntheticMedia: settings['synthetic_media'] === true,
    },
  }
}

/** What of it can be changed later. */
export function editableSnippet(content: PostContent): { readonly [key: string]: Json } {
  const { settings } = content
  return { title: titleIn(settings), description: sentDescription(partOf(content)), tags: [...sentTags(settings)] }
}
