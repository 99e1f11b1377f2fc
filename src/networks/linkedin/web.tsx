/** The name people know it by, for where its texts are not loaded. */
export const name = 'LinkedIn'

/** The two letters in LinkedIn's blue, drawn for the size they are shown in. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect x="1.5" y="1.5" width="21" height="21" rx="3.5" fill="#0a66c2" />
      <circle cx="7" cy="7" r="1.8" fill="#fff" />
      <rect x="5.5" y="10" width="3" height="8.5" fill="#fff" />
      <path
        d="M11 10h2.9v1.2c.5-.8 1.4-1.4 2.7-1.4 2.3 0 3.4 1.5 3.4 4.1v4.6h-3v-4.2c0-1.2-.4-1.9-1.4-1.9s-1.6.7-1.6 1.9v4.2h-3z"
        fill="#fff"
      />
    </svg>
  )
}
