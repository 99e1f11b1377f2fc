type Settings = Record<string, string>

/** Small at rest, and nothing acknowledged is ever lost. Only settings that PostgreSQL 15 knows, newer ones by version. */
export function durableSettings(major: number): Settings {
  return {
    ...commonSettings(major),
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: '60',
    shared_buffers: '32MB',
    // Pulls writes through the disk's own cache, which macOS leaves out otherwise.
    ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
  }
}

/** For tests: nothing is flushed. */
export function forgetfulSettings(major: number): Settings {
  return {
    ...commonSettings(major),
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_senders: '0',
    wal_level: 'minimal',
  }
}

function commonSettings(major: number): Settings {
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_permissions: '0700',
    autovacuum: 'on',
    autovacuum_max_workers: '2',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    // To start workers takes longer than the short work of most questions.
    max_parallel_workers_per_gather: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    huge_pages: 'off',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    min_wal_size: '64MB',
    wal_compression: 'pglz',
    // Not "$user": Hearth's own schema has that name.
    search_path: 'public',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Failed statements stay out of the log: their text may hold what customers wrote.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    logging_collector: 'off',
    ...(major >= 18 ? { io_method: 'sync' } : {}),
  }
}
