/** The only app that is registered here. It is set to ask for the proof that a caller knows its secret. */
export const app = { clientId: '1604835270112233', clientSecret: '5f1d0c0b7e9a4c3db2a1908f7e6d5c4b' } as const
