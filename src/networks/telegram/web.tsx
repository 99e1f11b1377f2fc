import { Outline } from '../web-outline.tsx'

/** The name people know it by, for where its texts are not loaded. */
export const name = 'Telegram'

/** Telegram's paper plane, in outline so that it stands calmly beside the others. */
export function Icon({ size }: { size?: number }) {
  return (
    <Outline size={size} colour="#2aa1de">
      <path d="M21 4 3 11.200l6 2.300M21 4l-3.200 15.500L9 13.500M21 4 9 13.500v6l3.200-3.800" />
    </Outline>
  )
}
