import { z } from 'zod'

import type { Connected, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { graphOf, type Person, proofOf } from './session.ts'

const pageSchema = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string().optional(),
  link: z.string().optional(),
  tasks: z.array(z.string()).catch([]),
  /** Absent where the person may do nothing there that needs it. */
  access_token: z.string().optional(),
  picture: z.object({ data: z.object({ url: z.string().optional(), is_silhouette: z.boolean().optional() }) }).optional(),
})
type Page = z.infer<typeof pageSchema>

const listSchema = z.object({
  data: z.array(pageSchema),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})

const mostLists = 20

type Granted = Person & { readonly comments: boolean; readonly messages: boolean; readonly insights: boolean }

/** Every Page that the person chose and may publish on, each with a token of its own: the first, and the others with it. */
export async function pagesOf(granted: Granted, environment: NetworkEnvironment): Promise<Outcome<Connected>> {
  const listed = await listPages(granted, environment)
  if (!listed.ok) return listed
  if (listed.value.length === 0) return rejected('no-pages')
  const open = listed.value.filter(({ tasks }) => tasks.includes('CREATE_CONTENT'))
  const [first, ...others] = open.flatMap((page) => asConnected(page, granted))
  if (!first) return rejected('no-page-to-publish-on', { params: { pages: listed.value.map(({ name }) => name).join(', ') } })
  return { ok: true, value: others.length === 0 ? first : { ...first, others } }
}

async function listPages({ hosts, token, appSecret }: Granted, environment: NetworkEnvironment): Promise<Outcome<readonly Page[]>> {
  const pages: Page[] = []
  let after: string | undefined
  for (let list = 0; list < mostLists; list += 1) {
    const fields = 'id,name,username,link,tasks,access_token,picture{url,is_silhouette}'
    const query = { fields, limit: '100', ...(after === undefined ? {} : { after }) }
    const call = { host: graphOf(hosts), path: 'me/accounts', query, token, proof: proofOf(token, appSecret), answer: listSchema }
    const read = await ask(call, environment)
    if (!read.ok) return read
    pages.push(...read.value.data)
    after = read.value.paging?.next === undefined ? undefined : read.value.paging.cursors?.after
    if (after === undefined) break
  }
  return { ok: true, value: pages }
}

function asConnected(
  { id, name, username, link, access_token: token, picture }: Page,
  { hosts, appSecret, comments, messages, insights }: Granted,
): readonly Connected[] {
  if (token === undefined) return []
  const avatar = picture?.data
  return [
    {
      externalId: id,
      handle: username ?? id,
      displayName: name,
      ...(avatar?.url !== undefined && avatar.is_silhouette !== true ? { avatarUrl: avatar.url } : {}),
      profileUrl: link ?? `${hosts.web}/${username ?? id}`,
      settings: hosts,
      limits: { comments, messages, insights },
      secret: { value: { token, proof: proofOf(token, appSecret) } },
    },
  ]
}
