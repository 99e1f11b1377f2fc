/** The name people know it by, for where its texts are not loaded. */
export const name = 'YouTube'

/** The play button. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="#f0173a" aria-hidden="true">
      <path d="M4 4.5h16A3.5 3.5 0 0 1 23.5 8v8a3.5 3.5 0 0 1-3.5 3.5H4A3.5 3.5 0 0 1 .5 16V8A3.5 3.5 0 0 1 4 4.5Zm5.7 4.2v6.6l5.8-3.3Z" />
    </svg>
  )
}
