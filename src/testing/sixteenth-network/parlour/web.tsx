/** The name people know it by, for where its texts are not loaded. */
export const name = 'Parlour'

/** A house with a door, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2} aria-hidden="true">
      <path d="M3 11 12 4l9 7v9H3zM10 20v-6h4v6" />
    </svg>
  )
}
