'use client'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { roleMeaning, roleName } from '@/lib/domain/operator-view'
import { type Role, roles } from '@/lib/domain/permissions'

type RoleFieldProps = { initial: string | undefined; error: string | undefined }

/** Short words to choose from, and below what the chosen one means: a phone has no room for both in one line. */
export function RoleField({ initial, error }: RoleFieldProps) {
  const [role, setRole] = useState(roleOf(initial))
  return (
    <Field label="Role" description={roleMeaning[role]} error={error} required>
      {(wired) => (
        <Select
          {...wired}
          name="role"
          defaultValue={role}
          onChange={({ currentTarget }) => setRole(roleOf(currentTarget.value))}
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {roleName[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function roleOf(value: string | undefined): Role {
  return roles.find((role) => role === value) ?? 'OPERATOR'
}
