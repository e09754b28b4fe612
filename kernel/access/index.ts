export { BreakGlassOpened } from './break-glass.ts'
export {
  type Actor,
  asActor,
  type DoorOptions,
  GrantNotInForce,
  may,
  type Standing,
  standing,
} from './door.ts'
export { access } from './module.ts'
export { type Permissions, type Post, posts, writePosts } from './posts.ts'
export { type Proposal, requireSecondPerson } from './second-person.ts'
