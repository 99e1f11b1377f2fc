import { fromMarkdown } from 'mdast-util-from-markdown'
import { Fragment, type ReactNode } from 'react'

import styles from './markdown.module.css'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root['children'][number]
type Of<Type extends Node['type']> = Extract<Node, { type: Type }>

/** Markdown as elements of the page. HTML in it is shown as the text it is, pictures as links, and only addresses of pages and mail lead anywhere. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.text} dir="auto">
      {all(fromMarkdown(text).children)}
    </div>
  )
}

function all(nodes: readonly Node[]): ReactNode {
  return nodes.map((node, index) => <Fragment key={index}>{one(node)}</Fragment>)
}

function one(node: Node): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{all(node.children)}</p>
    case 'heading':
      return <Heading node={node} />
    case 'blockquote':
      return <blockquote>{all(node.children)}</blockquote>
    case 'list':
      return <List node={node} />
    case 'listItem':
      return <li>{all(node.children)}</li>
    case 'thematicBreak':
      return <hr />
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case 'emphasis':
      return <em>{all(node.children)}</em>
    case 'strong':
      return <strong>{all(node.children)}</strong>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'break':
      return <br />
    case 'link':
      return <Out address={node.url}>{all(node.children)}</Out>
    case 'image':
      return <Out address={node.url}>{node.alt ?? node.url}</Out>
    case 'text':
    case 'html':
      return node.value
    case 'delete':
      return <del>{all(node.children)}</del>
    case 'imageReference':
    case 'linkReference':
      return 'children' in node ? all(node.children) : (node.alt ?? '')
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'table':
    case 'tableRow':
    case 'tableCell':
    case 'yaml':
      return null
  }
}

/** The page’s title stands above: what the author calls the first heading is the second here. */
function Heading({ node: { depth, children } }: { node: Of<'heading'> }) {
  if (depth === 1) return <h2>{all(children)}</h2>
  return depth === 2 ? <h3>{all(children)}</h3> : <h4>{all(children)}</h4>
}

function List({ node: { ordered, start, children } }: { node: Of<'list'> }) {
  return ordered ? <ol start={start ?? 1}>{all(children)}</ol> : <ul>{all(children)}</ul>
}

/** Anything but a page or mail, such as a script, stays words. */
function Out({ address, children }: { address: string; children: ReactNode }) {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address)) return children
  return (
    <a href={address} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  )
}
