import type { Json } from '#kit/json'

import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { Delivery, LinkCard, Poll, PostContent, PostPart } from '../network.ts'
import { pollDuration } from './limits.ts'
import { asLittle } from './little.ts'
import { pollQuestion } from './question.ts'
import { isOrganization } from './session.ts'
import { partOf, urnOf } from './steps.ts'

/** The post as the network takes it (`POST /rest/posts`). */
export function bodyOf(job: Delivery): Json {
  const { content, access } = job
  const shown = contentOf(job)
  return {
    author: access.externalId,
    commentary: commentaryOf(content),
    visibility: visibilityOf(job),
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(shown === undefined ? {} : { content: shown }),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: content.settings['no_reposts'] === true,
  }
}

/** A page's posts are for everyone; the choice is a member's. */
function visibilityOf({ content, access }: Delivery): string {
  return content.settings['visibility'] === 'connections' && !isOrganization(access) ? 'CONNECTIONS' : 'PUBLIC'
}

export function commentaryOf(content: PostContent): string {
  return asLittle(partOf(content).text.toWellFormed().trim())
}

function contentOf(job: Delivery): Json | undefined {
  const part = partOf(job.content)
  const [document] = documentsOf(part)
  if (videosOf(part).length > 0) return { media: { id: urnOf('video 1', job) } }
  if (document) return { media: { id: urnOf('document 1', job), title: document.title.trim() } }
  if (imagesOf(part).length > 0) return imagesContent(part, job)
  if (part.poll) return { poll: pollContent(part.poll, job.content) }
  return part.link ? { article: articleContent(part.link, job) } : undefined
}

function imagesContent(part: PostPart, job: Delivery): Json {
  const images = imagesOf(part).map(({ alt }, index) => ({
    id: urnOf(`image 1.${index + 1}`, job),
    ...(alt.trim() === '' ? {} : { altText: alt.trim() }),
  }))
  const [only] = images
  return images.length === 1 && only ? { media: only } : { multiImage: { images } }
}

function pollContent({ options, minutes }: Poll, content: PostContent): Json {
  return {
    question: pollQuestion(content),
    options: options.map((text) => ({ text: text.trim() })),
    settings: { duration: pollDuration(minutes).name, voteSelectionType: 'SINGLE_VOTE', isVoterVisibleToAuthor: true },
  }
}

/** The network looks nothing up: what is not said here is not shown. */
function articleContent({ url, title, description, thumb }: LinkCard, job: Delivery): Json {
  return {
    source: url,
    title: title.trim() === '' ? new URL(url).hostname : title.trim(),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    ...(thumb ? { thumbnail: urnOf('thumb 1', job), ...(thumb.alt.trim() === '' ? {} : { thumbnailAltText: thumb.alt.trim() }) } : {}),
  }
}
