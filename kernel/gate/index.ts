export {
  type Call,
  type Download,
  defineModule,
  type Finder,
  type Found,
  type Handler,
  handle,
  handleOpen,
  type Job,
  type JobProgress,
  type Module,
  type Services,
  type WorkQueue,
} from './module.ts'
export { type GateOptions, type Identified, openGate } from './serve.ts'
