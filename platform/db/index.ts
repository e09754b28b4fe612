export { type ConnectOptions, connect, type Database, type Tables, type Tx } from './database.ts'
export { allMigrations, type MigrationState, migrate, migrationState, urlAs } from './migrations.ts'
export { isOutdatedPlan } from './preparing-client.ts'
