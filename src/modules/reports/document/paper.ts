import type { Language } from '#kit/contract'

import { ink, type Typesetter } from './typesetter.ts'

/** What is drawn on: the document with its typesetter, and the looks that all of it shares. */
export interface Paper {
  readonly pdf: PDFKit.PDFDocument
  readonly type: Typesetter
  readonly language: Language
  /** The brand's colour. */
  readonly colour: string
  readonly pictures: ReadonlyMap<string, Buffer>
  /** An element of the document's structure, for those who hear it read; it is part of the element that is being drawn. */
  readonly tag: (element: string, draw: () => void, options?: { alt?: string }) => void
  /** What only looks: lines, marks, what stands on every page. */
  readonly adorn: (draw: () => void) => void
}

/** A piece of a page that is not divided. */
export interface Piece {
  readonly height: number
  draw(at: { x: number; y: number }): void
  /** It begins a page rather than stand alone at the end of one: how much room it and what belongs to it need. */
  readonly room?: number
  /** Part of a table, whose head is drawn again where the piece begins a page. */
  readonly head?: Piece
}

export const looks = {
  ink,
  soft: '#655b50',
  line: '#e6dfd3',
  ground: '#faf7f1',
  tones: { good: '#2f6b3a', bad: '#ab2430', same: '#655b50' },
  /** After the brand's colour, for further series. */
  series: ['#1e5d97', '#0e6862', '#82308e', '#964618'],
} as const

/** The element that is being drawn is kept, so that drawing needs no word of it. */
export function openPaper(pdf: PDFKit.PDFDocument, made: Omit<Paper, 'pdf' | 'tag' | 'adorn'>): Paper {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  let parent = root
  return {
    ...made,
    pdf,
    tag: (element, draw, options = {}) => {
      const leaf = leaves.has(element)
      const child = leaf ? pdf.struct(element, options, draw) : pdf.struct(element, options)
      parent.add(child)
      if (leaf) return
      const outer = parent
      parent = child
      draw()
      parent = outer
      child.end()
    },
    adorn: (draw) => {
      pdf.markContent('Artifact', { type: 'Layout' })
      draw()
      pdf.endMarkedContent()
    },
  }
}

/** Elements that hold words or pictures; the others hold elements. */
const leaves = new Set(['H1', 'H2', 'H3', 'P', 'TH', 'TD', 'Figure', 'Link'])
