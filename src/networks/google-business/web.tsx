/** The name people know it by, for where its texts are not loaded. */
export const name = 'Google Business Profile'

/** A shop under its awning. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="#3f82f1" aria-hidden="true">
      <path d="M4.2 2h15.6l2.7 7.2a3.3 3.3 0 0 1-5.25 2.4 3.3 3.3 0 0 1-5.25.2 3.3 3.3 0 0 1-5.25-.2A3.3 3.3 0 0 1 1.5 9.2Z" />
      <path d="M3 14.3a6 6 0 0 0 3.75-.35A6 6 0 0 0 12 14.2a6 6 0 0 0 5.25-.25 6 6 0 0 0 3.75.35V22h-7v-5h-4v5H3Z" />
    </svg>
  )
}
