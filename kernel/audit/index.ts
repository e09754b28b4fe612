export { type AuditAct, recordAct } from './record.ts'
