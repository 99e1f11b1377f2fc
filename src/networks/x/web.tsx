/** The name people know it by, for where its texts are not loaded. */
export const name = 'X'

/** X's letter, in the ink of the page. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <path d="M18.2 2.3h3.3l-7.2 8.2 8.5 11.2h-6.6L11 14.9l-6 6.8H1.7l7.7-8.8L1.3 2.3H8l4.8 6.2Zm-1.1 17.5h1.8L7.1 4.1h-2Z" />
    </svg>
  )
}
