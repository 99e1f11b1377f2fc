export const en = {
  title: 'Settings',
  find: 'Find a setting',
  back: 'All settings',
  pages: {
    accounts: 'Accounts',
    members: 'Members',
    brand: 'Brand',
    workspace: 'Workspace',
    profile: 'My profile',
    'api-keys': 'API keys',
    audit: 'Audit log',
    about: 'About',
  },
}
