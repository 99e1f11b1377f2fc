import { Select } from '@mantine/core'

import { useMe } from './who.ts'

/** One of the workspace's brands, where it has several; the first unless chosen. */
export function BrandChoice({
  label,
  brand,
  onBrand,
}: {
  label: string
  brand: string | undefined
  onBrand: (brand: string | undefined) => void
}) {
  const { brands } = useMe()
  if (brands.length < 2) return null
  return (
    <Select
      label={label}
      data={brands.map(({ id, name }) => ({ value: id, label: name }))}
      value={brand ?? brands[0]?.id ?? null}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => onBrand(chosen ?? undefined)}
    />
  )
}
