import { Outline } from '../web-outline.tsx'

/** The name people know it by, for where its texts are not loaded. */
export const name = 'Threads'

/** Threads' thread, wound like an at sign, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size }: { size?: number }) {
  return (
    <Outline size={size}>
      <path d="M19 8.2C18.2 4.9 15.8 3 12 3 7.3 3 4.6 6.2 4.6 12s2.700 9 7.400 9c4.200 0 7-2.300 7-5.200 0-3.200-3.100-4.700-6.600-4.700-2.500 0-4.100 1-4.100 2.800 0 1.700 1.400 2.700 3.200 2.700 2.500 0 3.700-1.700 3.700-4.700 0-2.700-1.100-4.100-3.300-4.100-1.300 0-2.300.5-2.900 1.500" />
    </Outline>
  )
}
