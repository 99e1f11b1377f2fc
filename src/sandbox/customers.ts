import type { NewProfile } from '../networks/stand-in.ts'

/** Made-up people to act as; each gets a profile on a network when first chosen there. Plain letters, which every network takes as a handle. */
export const customers: readonly [NewProfile, ...NewProfile[]] = [
  { handle: 'meichun', displayName: '林美君', bio: '平日喝茶，假日爬山。' },
  { handle: 'oliverhart', displayName: 'Oliver Hart', bio: 'Cooks more than he should.' },
  { handle: 'weiting', displayName: '陳威廷', bio: '攝影、咖啡、貓。' },
  { handle: 'sofialund', displayName: 'Sofia Lund', bio: 'Illustrator. Always looking for good bread.' },
  { handle: 'yunapark', displayName: 'Yuna Park', bio: 'Travels with a notebook.' },
]
