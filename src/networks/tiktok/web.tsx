/** The name people know it by, for where its texts are not loaded. */
export const name = 'TikTok'

/** TikTok's note, drawn twice with a shift as its mark is, calmly. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" strokeWidth={3} aria-hidden="true">
      <path d={note} stroke="#25c9d0" transform="translate(-0.8 -0.6)" />
      <path d={note} stroke="#ee2a55" transform="translate(0.8 0.6)" />
      <path d={note} stroke="currentColor" />
    </svg>
  )
}

const note = 'M13 3v12.5a4 4 0 1 1-4-4M13 3c.3 3 2.5 5 5.5 5.2'
