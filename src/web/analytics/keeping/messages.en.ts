export const en = {
  title: 'How long numbers are kept',
  label: 'Every reading is kept for',
  months: (months: number) => (months % 12 === 0 && months > 12 ? `${months / 12} years` : `${months} months`),
  how: 'What networks said at each reading shows how a post grew. Of older days the sum of each day stays, and so does every total.',
  shorter: 'Readings that become too old by this are put together next night. They do not come back.',
  save: 'Save',
  saved: 'Saved',
}
