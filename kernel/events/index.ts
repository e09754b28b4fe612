export { causeOf } from './cause.ts'
export { deliverDue, type ServiceActor, serviceActors } from './deliver.ts'
export { events } from './module.ts'
export {
  type EventContext,
  type EventKind,
  emit,
  eventKind,
  knownEventTypes,
  type Reaction,
  reaction,
  registerReactions,
} from './outbox.ts'
