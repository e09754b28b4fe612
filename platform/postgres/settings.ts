import { totalmem } from 'node:os'

/**
 * `durable` never loses what was acknowledged. `disposable` is for test clusters alone: it gives up safety against a
 * power cut for speed.
 */
export type Durability = 'durable' | 'disposable'

const MIB = 1024 * 1024

/**
 * The server's settings, written anew at every start; `local.conf` in the data folder is read after it and wins.
 * Sized for 2 cores and 24 GiB, and taking less on a smaller machine.
 */
export function serverSettings(port: number, durability: Durability): string {
  const memory = totalmem() / MIB
  const shared = Math.max(64, Math.min(durability === 'durable' ? 4_096 : 256, Math.floor(memory / 8)))
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Everything connects by TCP on the loopback address: a socket's path is limited to 107 bytes, a home's is not.
    unix_socket_directories: '',
    max_connections: durability === 'durable' ? '100' : '200',
    password_encryption: 'scram-sha-256',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: memory > 8192 ? '256MB' : '64MB',
    jit: 'off',
    random_page_cost: '1.1',
    wal_compression: 'on',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // A failing statement and the detail of a broken constraint hold names and numbers of persons: never log them.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    ...(durability === 'durable'
      ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '1GB' }),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by Mizan at every start. Put your own settings in local.conf beside this file.\n${lines.join('\n')}\n`
}
