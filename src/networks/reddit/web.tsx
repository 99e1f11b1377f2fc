import { Outline } from '../web-outline.tsx'

/** The name people know it by, for where its texts are not loaded. */
export const name = 'Reddit'

/** Reddit's small visitor: a round head with an antenna, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size }: { size?: number }) {
  return (
    <Outline size={size} colour="#f0450f">
      <ellipse cx="12" cy="14.500" rx="8" ry="6" />
      <path d="M12 8.500 13.200 4l4 .9" />
      <circle cx="18.300" cy="5" r="1" />
      <path d="M4.600 12A2 2 0 1 1 6.500 9.300M19.400 12a2 2 0 1 0-1.900-2.700" />
      <path d="M9 13.500h.01M15 13.500h.01M9.200 16.800c1.700 1.200 3.900 1.200 5.600 0" />
    </Outline>
  )
}
