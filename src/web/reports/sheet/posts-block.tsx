import type { Block } from '#contract/reports'

import { NetworkIcon } from '../../ui/network-icon.tsx'

import styles from './sheet.module.css'

interface PostsBlockProps {
  block: Extract<Block, { kind: 'posts' }>
  pictures: Readonly<Record<string, string>>
}

export function PostsBlock({ block: { title, posts }, pictures }: PostsBlockProps) {
  const some = posts.some(({ picture }) => picture !== undefined && pictures[picture] !== undefined)
  return (
    <>
      <p className={styles.name}>{title}</p>
      <ul className={styles.posts}>
        {posts.map((post, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a run does not change
          <li key={index} className={styles.post}>
            {some && <Picture address={post.picture === undefined ? undefined : pictures[post.picture]} />}
            <div>
              <p className={styles.who}>
                <NetworkIcon network={post.network} size={12} label={false} /> {post.account} · {post.published}
              </p>
              <p>{isWeb(post.url) ? <a href={post.url}>{post.text}</a> : post.text}</p>
              <dl className={styles.figures}>
                {post.figures.map(({ name, figure }) => (
                  <div key={name} style={{ display: 'contents' }}>
                    <dt>{name}</dt>
                    <dd>{figure.said}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The words beside it say what it shows. */
function Picture({ address }: { address: string | undefined }) {
  return address === undefined ? <span className={styles.picture} /> : <img src={address} alt="" className={styles.picture} />
}

function isWeb(address: string): boolean {
  return /^https?:\/\//.test(address)
}
