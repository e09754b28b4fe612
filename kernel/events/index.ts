export { deliverDue, serviceActors } from './deliver.ts'
export {
  type EventContext,
  type EventKind,
  emit,
  eventKind,
  type Reaction,
  reaction,
  registerReactions,
} from './outbox.ts'
