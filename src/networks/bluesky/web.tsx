/** The name people know it by, for where its texts are not loaded. */
export const name = 'Bluesky'

/** Bluesky's butterfly, the only place with its blue. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="#1185fe" aria-hidden="true">
      <path d="M12 11.1C11 9 8.2 5.2 5.6 3.3 3.7 1.9 1 .8 1 4.3c0 .7.4 5.9.6 6.7.8 2.7 3.5 3.4 6 3-4.3.7-5.4 3.1-3 5.6 4.5 4.6 6.4-1.2 6.9-2.7l.5-1.4.5 1.4c.5 1.5 2.4 7.3 6.9 2.7 2.4-2.5 1.3-4.9-3-5.6 2.5.4 5.2-.3 6-3 .2-.8.6-6 .6-6.7 0-3.5-2.7-2.4-4.6-1C15.8 5.2 13 9 12 11.1Z" />
    </svg>
  )
}
