import styles from './connect-guide.module.css'

/** What a network says of its keys or its sign-in, line by line: first the steps, then what its review demands and what waits for it. */
export function GuideText({ children }: { children: string }) {
  if (children === '') return null
  return (
    <div className={styles.guide}>
      {children.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
