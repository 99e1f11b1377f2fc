import { Outline } from '../web-outline.tsx'

/** The name people know it by, for where its texts are not loaded. */
export const name = 'Pinterest'

/** Pinterest's pin in its disc, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size }: { size?: number }) {
  return (
    <Outline size={size} colour="#d8232f">
      <circle cx={12} cy={12} r={9.2} />
      <path d="M8.2 13.400C6.900 10.300 8.600 7 12.200 7c3 0 4.700 1.900 4.700 4.300 0 2.800-1.500 4.700-3.600 4.700-1.200 0-1.900-.7-2.100-1.500M12.300 10.200 10.300 18" />
    </Outline>
  )
}
