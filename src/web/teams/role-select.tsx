import { Select, type SelectProps } from '@mantine/core'

import type { Role } from '#contract/teams'

import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'

/** One of the roles, each with what it may do. */
export function RoleSelect({
  value,
  onChoose,
  ...props
}: Omit<SelectProps, 'data' | 'onChange' | 'value'> & { value: Role; onChoose: (role: Role) => void }) {
  const text = useText().teams
  const mayMakeOwners = useMay()('owners.manage')
  const roles = everyRole.filter((role) => role !== 'owner' || mayMakeOwners || value === 'owner')
  return (
    <Select
      {...props}
      allowDeselect={false}
      comboboxProps={{ width: 320, position: 'bottom-end' }}
      data={roles.map((role) => ({ value: role, label: text.roles[role] }))}
      value={value}
      onChange={(chosen) => {
        const role = roles.find((each) => each === chosen)
        if (role) onChoose(role)
      }}
      renderOption={({ option }) => (
        <span>
          <strong>{option.label}</strong>
          <br />
          {text.roleHints[roles.find((each) => each === option.value) ?? 'advocate']}
        </span>
      )}
    />
  )
}

const everyRole = ['owner', 'admin', 'publisher', 'author', 'agent', 'analyst', 'client', 'advocate'] as const satisfies readonly Role[]
