export { deliverDue, type ServiceActor, serviceActors } from './deliver.ts'
export { events } from './module.ts'
export {
  type EventContext,
  type EventKind,
  emit,
  eventKind,
  type Reaction,
  reaction,
  registerReactions,
} from './outbox.ts'
