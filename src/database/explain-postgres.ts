const explanations: [RegExp, (cluster: string) => string][] = [
  [
    /No space left on device|Disk quota exceeded/i,
    (cluster) => `The disk that holds ${cluster} is full. Free some space and start again; nothing that was saved is lost.`,
  ],
  [
    /could not locate a valid checkpoint|invalid (primary )?checkpoint|PANIC|is not a database cluster directory|could not open file "(base|global|pg_)|could not find the database system|invalid data in file "backup_label|incorrect checksum in control file|could not read file "(global|pg_)|could not open directory/i,
    (cluster) =>
      `The database in ${cluster} is damaged. Keep a copy of that folder, then put back a backup; to begin with an empty database, move the folder away.`,
  ],
  [
    /has wrong ownership|invalid permissions|Permission denied/i,
    (cluster) => `PostgreSQL may not use ${cluster}. The folder must belong to the account that runs PostgreSQL and have mode 0700.`,
  ],
  [/Read-only file system/i, (cluster) => `${cluster} lies on a read-only file system. Choose another folder with HEARTH_DATA.`],
  [
    /Cannot allocate memory|could not (map|resize|create) .*shared memory/i,
    () => 'PostgreSQL could not get enough memory. Close other programs or give this machine more memory, then start again.',
  ],
]

/** What its log says, as a sentence that tells the operator what to do; the log's last lines follow. */
export function explainPostgres(log: string, cluster: string): string {
  const explained = explanations.find(([pattern]) => pattern.test(log))?.[1](cluster)
  const lines = log.trim().split('\n').slice(-6).join('\n')
  return `${explained ?? 'PostgreSQL did not start.'}\nPostgreSQL said:\n${lines}`
}
