import type { Block } from '../run-contract.ts'
import { type Paper, type Piece, looks } from './paper.ts'
import { title } from './plan-words.ts'

type Posts = Extract<Block, { kind: 'posts' }>
type Post = Posts['posts'][number]

const gap = 12
const words = { size: 9 }
const small = { size: 8, colour: looks.soft }
const pictureHeight = 84
const figureHeight = 13

/** Cards beside one another, as many as fit; each leads to its post. */
export function planPosts(paper: Paper, block: Posts, width: number): Piece[] {
  const count = width > 400 ? 3 : width > 240 ? 2 : 1
  const card = (width - gap * (count - 1)) / count
  const pictures = block.posts.some(({ picture }) => picture !== undefined && paper.pictures.has(picture))
  const most = Math.max(0, ...block.posts.map(({ figures }) => figures.length))
  const height = (pictures ? pictureHeight : 0) + 66 + most * figureHeight + gap
  const rows = Array.from({ length: Math.ceil(block.posts.length / count) }, (_, index) =>
    block.posts.slice(index * count, (index + 1) * count),
  )
  const above = title(paper, block.title, width)
  const drawRow = (posts: readonly Post[], { x, y }: { x: number; y: number }) => {
    for (const [index, post] of posts.entries()) {
      const at = { x: x + index * (card + gap), y, width: card, height: height - gap }
      paper.tag('Sect', () => drawCard(paper, post, { ...at, pictures }))
    }
  }
  return rows.map((posts, index) => ({
    height: height + (index === 0 ? above.height : 0),
    draw: ({ x, y }) => {
      if (index === 0) above.draw({ x, y })
      drawRow(posts, { x, y: y + (index === 0 ? above.height : 0) })
    },
  }))
}

interface Card {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Whether room is kept for them. */
  readonly pictures: boolean
}

function drawCard(paper: Paper, post: Post, { x, y, width, height, pictures }: Card): void {
  const { pdf, type } = paper
  paper.adorn(() => {
    pdf.roundedRect(x, y, width, height, 4).lineWidth(0.6).stroke(looks.line)
  })
  if (pictures) drawPicture(paper, post, { x, y, width })
  const top = y + (pictures ? pictureHeight : 0)
  const inner = { x: x + 8, width: width - 16 }
  paper.tag('P', () => {
    const [who = ''] = type.lines(`${post.account} · ${post.published}`, small, { width: inner.width, most: 1 })
    type.draw(who, small, { x: inner.x, y: top + 16 })
  })
  paper.tag('P', () => {
    for (const [index, line] of type.lines(post.text, words, { width: inner.width, most: 2 }).entries())
      type.draw(line, words, { x: inner.x, y: top + 30 + index * 12 })
  })
  for (const [index, { name, figure }] of post.figures.entries()) {
    const line = top + 62 + index * figureHeight
    paper.tag('P', () => {
      type.draw(name, small, { x: inner.x, y: line })
      type.draw(figure.said, { ...words, bold: true }, { x: inner.x + inner.width, y: line, align: 'right' })
    })
  }
  if (/^https?:\/\//.test(post.url)) pdf.link(x, y, width, height, post.url)
}

function drawPicture(
  { pdf, pictures, tag, adorn }: Paper,
  { picture, text }: Post,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const bytes = picture === undefined ? undefined : pictures.get(picture)
  if (!bytes) return adorn(() => pdf.rect(x + 0.3, y + 0.3, width - 0.6, pictureHeight).fill(looks.ground))
  tag(
    'Figure',
    () => {
      pdf
        .save()
        .roundedRect(x, y, width, pictureHeight + 4, 4)
        .clip()
        .rect(x, y, width, pictureHeight)
        .clip()
      pdf.image(bytes, x, y, { cover: [width, pictureHeight], align: 'center', valign: 'center' }).restore()
    },
    { alt: text },
  )
}
