/** The only app that is registered here. */
export const app = { clientId: '990602627938098', clientSecret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' } as const
