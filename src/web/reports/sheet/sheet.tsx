import type { CSSProperties } from 'react'

import type { Block, ReportRun } from '#contract/reports'

import { useReportsText } from '../use-reports-text.ts'
import { BarsBlock } from './bars-block.tsx'
import { PostsBlock } from './posts-block.tsx'
import { ComparisonBlock, TableBlock } from './table-block.tsx'
import { TrendBlock } from './trend-block.tsx'

import styles from './sheet.module.css'

interface SheetProps {
  run: ReportRun
  /** Where it is the whole screen, its title is the screen's heading. */
  alone?: boolean
}

/** A report on screen. It asks for nothing and reckons nothing: every word and figure is in the run, as in its PDF. */
export function Sheet({ run, alone = false }: SheetProps) {
  const words = useReportsText()
  const { title, brand, period, language, colour, logo, pictures, pages, notes } = run
  const [Title, Heading] = alone ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const)
  const picture = logo === undefined ? undefined : pictures[logo]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- React's styles know no variables
  const style = { '--brand': colour } as CSSProperties
  return (
    <article className={styles.sheet} lang={language} style={style} aria-label={title}>
      <div className={styles.inner}>
        <header>
          {picture !== undefined && <img src={picture} alt={brand} className={styles.logo} />}
          <Title className={styles.title}>{title}</Title>
          <p className={styles.about}>
            {brand} · {period}
          </p>
        </header>
        {pages.map((page, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a run does not change
          <section key={index}>
            {page.title !== '' && <Heading className={styles.heading}>{page.title}</Heading>}
            <div className={styles.grid}>
              {page.blocks.map(({ width, block }, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- a run does not change
                <div key={place} className={styles.block} data-width={width}>
                  <OneBlock block={block} run={run} />
                </div>
              ))}
            </div>
          </section>
        ))}
        {notes.length > 0 && (
          <footer className={styles.notes}>
            <p>
              <strong>{words.run.notes}</strong>
            </p>
            {notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </footer>
        )}
      </div>
    </article>
  )
}

function OneBlock({ block, run }: { block: Block; run: ReportRun }) {
  const words = useReportsText()
  if (block.kind !== 'text' && block.kind !== 'number' && saysNothing(block)) {
    return (
      <>
        <p className={styles.name}>{block.title}</p>
        <p className={styles.about}>{words.run.nothing}</p>
      </>
    )
  }
  switch (block.kind) {
    case 'number':
      return <NumberBlock block={block} />
    case 'trend':
      return <TrendBlock block={block} colour={run.colour} language={run.language} />
    case 'chart':
      return <BarsBlock block={block} />
    case 'table':
      return <TableBlock block={block} />
    case 'comparison':
      return <ComparisonBlock block={block} />
    case 'posts':
      return <PostsBlock block={block} pictures={run.pictures} />
    case 'text':
      return (
        <div className={styles.text}>
          {block.text.split('\n').map((paragraph, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a run does not change
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      )
  }
}

/** Nothing that could be drawn, as opposed to nought. */
function saysNothing(block: Exclude<Block, { kind: 'text' | 'number' }>): boolean {
  switch (block.kind) {
    case 'trend':
      return block.series.every(({ figures }) => figures.every(({ value }) => value === null))
    case 'chart':
      return block.bars.length === 0
    case 'table':
    case 'comparison':
      return block.rows.length === 0
    case 'posts':
      return block.posts.length === 0
  }
}

function NumberBlock({ block: { title, figure, change, against } }: { block: Extract<Block, { kind: 'number' }> }) {
  return (
    <div className={styles.number}>
      <p className={styles.name}>{title}</p>
      <p className={styles.value}>{figure.said}</p>
      {change && (
        <p className={styles.change}>
          <span className={styles.tone} data-tone={change.tone}>
            {change.value === null || change.value === 0 ? '→' : change.value > 0 ? '↑' : '↓'} {change.said}
          </span>{' '}
          {against}
        </p>
      )}
    </div>
  )
}
